/* The page around the checks: files or pasted texts in, sentences out. */
const words = JSON.parse(document.getElementById("words").textContent);
const form = document.querySelector("form");
const answer = document.getElementById("answer");

function say(kind, sentences) {
  answer.replaceChildren();
  answer.dataset.kind = kind;
  for (const sentence of sentences) {
    const line = document.createElement("p");
    line.textContent = sentence;
    answer.append(line);
  }
  answer.hidden = false;
  answer.focus();
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function inALine({ summary, correction }) {
  return [summary, correction?.wrong, correction?.right].filter(Boolean).join(" / ");
}

for (const picker of document.querySelectorAll("input[type=file]")) {
  picker.addEventListener("change", async () => {
    const [file] = picker.files;
    if (file) document.getElementById(picker.dataset.into).value = await file.text();
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = (name) => form.elements[name].value.replace(/\r\n/g, "\n");
  const proof = text("proof").trim() + "\n";
  const version = text("version").trim();
  try {
    if (!crypto.subtle) throw new Wrong("oldBrowser");
    const { checkpoint, index, leaf } = await checkProof(proof, text("key"));
    const values = { ...leaf, index, size: checkpoint.size, origin: checkpoint.origin };
    const sentences = [filled(words.recorded, values), filled(words.about, values)];
    if (version) {
      const { content, said } = await checkVersion(version, leaf);
      const headline = content?.fields?.headline ?? "";
      sentences.push(content ? filled(words.words, { headline }) : words.withheld);
      if (leaf.said === undefined) sentences.push(words.saidBefore);
      else if (said === null) sentences.push(words.saidWithheld);
      else if (inALine(said)) sentences.push(filled(words.said, { detail: inALine(said) }));
    } else {
      sentences.push(words.noVersion);
    }
    say("right", [...sentences, words.limits]);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    say("wrong", [words.wrong, filled(words[error.word], { detail: error.detail })]);
  }
});
