// The form of the publishing dialog, in a dialog or as a page: show what belongs to the choice.
function chosen(form, name) {
  const found = form.querySelector(`[name="${name}"]:checked`);
  return found ? found.value : "";
}

function follow(form) {
  const kind = chosen(form, "kind");
  const isLater = chosen(form, "when") === "later";
  const summary = form.querySelector("[data-publish-summary]");
  if (summary) summary.hidden = kind === "typo";
  for (const notice of form.querySelectorAll("[data-publish-notice]")) {
    notice.hidden = notice.dataset.publishNotice !== kind;
    const text = form.querySelector("[name=summary]").value.trim();
    notice.querySelector("[data-publish-notice-text]").textContent = text || "…";
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
