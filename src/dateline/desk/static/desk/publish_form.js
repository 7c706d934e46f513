// The form of the publishing dialog, in a dialog or as a page: show what belongs to the choice.
function chosen(form, name) {
  const found = form.querySelector(`[name="${name}"]:checked`);
  return found ? found.value : "";
}

const RECORDED = ["correction", "clarification", "apology", "retraction"];

// What is on record stands in the notice under the public sentence.
function showRecord(notice, form, kind) {
  for (const name of ["wrong", "right"]) {
    const line = notice.querySelector(`[data-publish-notice-${name}]`);
    const words = form.querySelector(`[name=${name}]`).value.trim();
    line.hidden = !words || !RECORDED.includes(kind);
    line.querySelector("bdi").textContent = words;
  }
}

function follow(form) {
  const kind = chosen(form, "kind");
  const isLater = chosen(form, "when") === "later";
  const summary = form.querySelector("[data-publish-summary]");
  const sentence = summary ? form.querySelector("[name=summary]").value.trim() : "";
  if (summary) summary.hidden = kind === "typo" || (kind === "correction" && !sentence);
  const record = form.querySelector("[data-publish-record]");
  if (record) record.hidden = !RECORDED.includes(kind);
  for (const notice of form.querySelectorAll("[data-publish-notice]")) {
    notice.hidden = notice.dataset.publishNotice !== kind;
    const text = notice.querySelector("[data-publish-notice-text]");
    text.hidden = kind === "correction" && !sentence;
    text.textContent = sentence || "…";
    showRecord(notice, form, kind);
  }
  const later = form.querySelector("[data-publish-later]");
  later.hidden = !isLater;
  const front = form.querySelector("[name=front]");
  for (const part of form.querySelectorAll("[data-publish-place]")) part.hidden = !front.value;
  const button = form.querySelector("[data-publish-now]");
  button.textContent = isLater ? button.dataset.publishPlan : button.dataset.publishNow;
}

export function prepare(root) {
  const form = root.querySelector("[data-publish-form]");
  if (!form) return;
  for (const event of ["change", "input"]) form.addEventListener(event, () => follow(form));
  follow(form);
}

prepare(document);
