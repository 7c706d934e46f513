// The texts on the screen as the server counts them: canonical text, and where each character comes from.
// Paragraphs are separated by one newline, runs of white space are one space; see dateline.lib.canonical_text.

const PLAIN = [
  ["title", "headline", "headline"],
  ["short_headline", "short_headline", "short_headline"],
  ["kicker", "kicker", "kicker"],
  ["standfirst", "standfirst", "standfirst"],
  ["lead_caption", "lead_caption", "caption"],
  ["lead_credit", "lead_credit", "credit"],
];
// Parts of a body block, in the order of its canonical text: the names of its fields after “body-3-value”.
const PARTS = {
  paragraph: [""],
  subheading: [""],
  picture: ["-caption"],
  pull_quote: ["-quote"],
  fact_box: ["-title", "-text"],
  embed: ["-title"],
  document: ["-title"],
  gallery: ["-title"],
};
const KINDS = { picture: "caption" };

const field = (form, name) => form.elements.namedItem(name);

// Each segment is a piece of text in one place: a plain field, or one paragraph of a rich-text field.
function segmentsOf(input) {
  if (!input) return [];
  if (input.draftailEditor) {
    const content = input.draftailEditor.getEditorState().getCurrentContent();
    return content.getBlocksAsArray().map((part) => ({ input, key: part.getKey(), text: part.getText(), part, content }));
  }
  return [{ input, key: null, text: input.value || "" }];
}

function canonical(segments) {
  // The server counts characters; JavaScript would count an emoji twice.
  const characters = [];
  let waiting = "";
  const at = [];
  segments.forEach((segment, number) => {
    if (characters.length) waiting = "\n";
    let place = 0;
    for (const character of segment.text) {
      if (character === "\n") waiting = "\n";
      else if (" \t\r\f".includes(character)) waiting = waiting || " ";
      else {
        if (waiting && characters.length) {
          characters.push(waiting);
          at.push([number, place - 1]);
        }
        waiting = "";
        characters.push(character);
        at.push([number, place]);
      }
      place += character.length;
    }
  });
  return { text: characters.join(""), characters, at };
}

function block(id, kind, inputs) {
  const segments = inputs.flatMap(segmentsOf);
  return { id, kind, segments, ...canonical(segments) };
}

function linksOf(one) {
  const found = [];
  one.segments.forEach((segment, number) => {
    if (!segment.part) return;
    segment.part.findEntityRanges(
      (character) => {
        const key = character.getEntity();
        return key !== null && segment.content.getEntity(key).getType() === "LINK";
      },
      (start, end) => {
        const data = segment.content.getEntity(segment.part.getEntityAt(start)).getData();
        const places = one.at.map(([where, raw], index) => (where === number && raw >= start && raw < end ? index : -1));
        const inside = places.filter((index) => index >= 0);
        if (inside.length) found.push({ block: one.id, start: inside[0], end: inside.at(-1) + 1, url: data.url || "", page: data.id || null });
      },
    );
  });
  return found;
}

// Everything that the form holds, also what was never saved.
export function readStory(form) {
  const blocks = PLAIN.filter(([name]) => field(form, name)).map(([name, id, kind]) => block(id, kind, [field(form, name)]));
  const pictures = [];
  const lead = field(form, "lead_picture")?.value;
  if (lead) pictures.push({ block: "lead_picture", picture: Number(lead), credit: field(form, "lead_credit")?.value, caption: field(form, "lead_caption")?.value });
  const body = [...form.querySelectorAll('input[name^="body-"][name$="-type"]')]
    .map((type) => ({ type: type.value, stem: type.name.slice(0, -"-type".length) }))
    .filter(({ stem }) => /^body-\d+$/.test(stem) && field(form, `${stem}-deleted`)?.value !== "1" && field(form, `${stem}-deleted`)?.value !== "true")
    .map((one) => ({ ...one, order: Number(field(form, `${one.stem}-order`)?.value || 0) }))
    .sort((left, right) => left.order - right.order);
  for (const { type, stem } of body) {
    const id = field(form, `${stem}-id`)?.value || stem;
    const inputs = (PARTS[type] || []).map((part) => field(form, `${stem}-value${part}`)).filter(Boolean);
    if (inputs.length) blocks.push(block(id, KINDS[type] || type, inputs));
    const picture = type === "picture" && field(form, `${stem}-value-picture`)?.value;
    if (picture) pictures.push({ block: id, picture: Number(picture), caption: field(form, `${stem}-value-caption`)?.value });
  }
  const kept = blocks.filter((one) => one.text);
  return { language: field(form, "language")?.value || "en", blocks: kept, pictures, links: kept.flatMap(linksOf) };
}

// What is sent to the server.
export function sent(story) {
  return {
    language: story.language,
    blocks: story.blocks.map(({ id, kind, text }) => ({ id, kind, text })),
    pictures: story.pictures,
    links: story.links,
  };
}

export function wordsOf(story, finding) {
  const one = story.blocks.find((candidate) => candidate.id === finding.block);
  return one ? one.characters.slice(finding.start, finding.end).join("") : "";
}

// Where a finding stands now: a segment with raw offsets. The text may have changed since it was checked, so its
// words are looked for near by; null when they are gone or stand in more than one segment.
export function located(story, finding) {
  const one = story.blocks.find((candidate) => candidate.id === finding.block);
  const length = finding.end - finding.start;
  if (!one || length <= 0) return null;
  const fits = (start) => one.characters.slice(start, start + length).join("") === finding.words;
  let { start } = finding;
  for (let away = 0; !fits(start) && away < one.characters.length; away += 1) {
    if (fits(finding.start + away)) start = finding.start + away;
    else if (finding.start >= away && fits(finding.start - away)) start = finding.start - away;
  }
  const [first, last] = [one.at[start], one.at[start + length - 1]];
  if (!fits(start) || !first || !last || first[0] !== last[0]) return null;
  return { segment: one.segments[first[0]], start: first[1], end: last[1] + one.characters[start + length - 1].length };
}
