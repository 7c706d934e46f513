// Where a selection stands, counted as the server counts: characters of canonical text (lib/canonical_text.py).

const BREAKING = new Set(
  `address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5
  h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul`.toUpperCase().split(/\s+/),
);
// What the page adds to the story's own words, and places inside a place.
const ADDED = ".dateline, .legal-label, [data-place], script, style, template";
const LONGEST = 300;
const AROUND = 64;

// The characters of a place, and the first and last of them that are selected.
const read = (place, range) => {
  const characters = [];
  let first = -1;
  let last = -1;
  let waiting = "";
  const add = (character, isSelected) => {
    if (character === "\n") {
      waiting = "\n";
    } else if (character === " ") {
      waiting ||= " ";
    } else {
      if (waiting && characters.length) characters.push(waiting);
      waiting = "";
      if (isSelected) {
        if (first < 0) first = characters.length;
        last = characters.length;
      }
      characters.push(character);
    }
  };
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      const isMet = range.intersectsNode(node);
      let at = 0;
      for (const character of node.data) {
        add(/[ \t\n\r\f]/.test(character) ? " " : character, isMet && at + character.length > from && at < to);
        at += character.length;
      }
    } else if (node.nodeType === Node.ELEMENT_NODE && (node === place || !node.matches(ADDED))) {
      const breaks = node !== place && BREAKING.has(node.tagName);
      if (breaks) add("\n");
      node.childNodes.forEach(visit);
      if (breaks) add("\n");
    }
  };
  visit(place);
  return { characters, first, last };
};

// A selection over several blocks means the first of them that has any of its words.
export const placeOf = (range) => {
  for (const place of document.querySelectorAll("[data-place]")) {
    if (!range.intersectsNode(place)) continue;
    const { characters, first, last } = read(place, range);
    if (first < 0) continue;
    const end = Math.min(last + 1, first + LONGEST);
    return {
      place: place.dataset.place,
      start: first,
      words: characters.slice(first, end).join(""),
      prefix: characters.slice(Math.max(0, first - AROUND), first).join(""),
      suffix: characters.slice(end, end + AROUND).join(""),
    };
  }
  return null;
};
