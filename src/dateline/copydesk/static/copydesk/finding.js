// One finding in the list: its words, what is wrong, what to do about it.

function button(text, onClick, className = "button button-small button-secondary") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  made.addEventListener("click", onClick);
  return made;
}

function reasons(finding, words, decide) {
  const box = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = finding.severity === "blocker" ? words.override : words.dismiss;
  box.append(summary);
  const reason = document.createElement("input");
  reason.type = "text";
  reason.maxLength = 500;
  reason.placeholder = words.reason;
  reason.setAttribute("aria-label", words.reason);
  // Enter would send the whole story.
  reason.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  box.append(reason);
  const offer = (state, extra = {}) => box.append(button(words.states[state + (extra.for_all ? "_all" : "")], () => decide({ state, reason: reason.value, ...extra })));
  if (finding.severity === "blocker") {
    offer("overridden");
    return box;
  }
  offer("here");
  offer("story");
  if (finding.rule === "spelling.unknown") {
    offer("dictionary");
    if (words.may_add_for_all) offer("dictionary", { for_all: true });
  }
  offer("bad_rule");
  return box;
}

export function findingItem(finding, words, { go, apply, decide }) {
  const item = document.createElement("li");
  item.dataset.severity = finding.severity;
  const message = button(finding.message, go, "copydesk-message");
  message.title = words.go;
  item.append(message);
  if (finding.why) {
    const why = document.createElement("p");
    why.textContent = finding.why;
    item.append(why);
  }
  const row = document.createElement("div");
  row.className = "copydesk-row";
  for (const text of finding.suggestions) row.append(button(text.trim() ? text : words.remove, () => apply(text), "button button-small"));
  item.append(row, reasons(finding, words, decide));
  return item;
}
