// “Publish” on the edit screen: save the draft by Wagtail's own autosave, then ask in a dialog.
// Whatever goes wrong, the form is sent as it would be without script, and the same questions are a page.
import { prepare } from "./publish_form.js";
import { typed } from "./typing.js";

const HEADERS = { "X-Dateline-Dialog": "1", "X-Requested-With": "XMLHttpRequest" };
let dialog = null;

function autosaveOf(form) {
  const app = window.wagtail && window.wagtail.app;
  return app ? app.getControllerForElementAndIdentifier(form, "w-autosave") : null;
}

// Resolves to true when everything that is on the screen is saved.
async function saved(form) {
  const autosave = autosaveOf(form);
  if (!autosave || !autosave.activeValue) return false;
  let ok = false;
  const succeed = () => { ok = true; };
  form.addEventListener("w-autosave:success", succeed);
  try {
    await typed();
    // One that is under way may not have what was typed last, and another may follow it.
    while (autosave.submitPromise) await autosave.submitPromise;
    ok = false;
    autosave.save(new CustomEvent("desk-publish"));
    while (autosave.submitPromise) await autosave.submitPromise;
  } finally {
    form.removeEventListener("w-autosave:success", succeed);
  }
  return ok;
}

function frame() {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "desk-publish desk-publish--dialog";
    dialog.setAttribute("aria-labelledby", "desk-publish-title");
    dialog.addEventListener("click", onClick);
    dialog.addEventListener("submit", onSubmit);
    document.body.append(dialog);
  }
  return dialog;
}

function show(html) {
  const box = frame();
  box.innerHTML = html;
  prepare(box);
  if (!box.open) box.showModal();
  const first = box.querySelector("[role=alert]") || box.querySelector("#desk-publish-title");
  if (first) {
    first.tabIndex = -1;
    first.focus();
  }
}

function onClick(event) {
  const close = event.target.closest("[data-publish-close]");
  const field = event.target.closest("[data-publish-field]");
  if (event.target !== dialog && !close && !field) return;
  event.preventDefault();
  dialog.close();
  if (field) goTo(field.dataset.publishField);
}

function goTo(name) {
  if (!name) return;
  const place = document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`)
    || document.getElementById(`id_${name}`);
  if (!place) return;
  const panel = place.closest("[role=tabpanel]");
  const tab = panel && document.querySelector(`[role=tab][href="#${panel.id}"]`);
  if (tab) tab.click();
  // Closed panels around it, the outermost first.
  const around = [...document.querySelectorAll(".w-panel")].filter((each) => each.contains(place));
  for (const each of around) each.querySelector(":scope > .w-panel__header [aria-expanded=false]")?.click();
  place.scrollIntoView({ block: "center" });
  const input = place.matches("input, textarea, select") ? place
    : place.querySelector("input:not([type=hidden]), textarea, select, [contenteditable=true], button");
  if (input) input.focus({ preventScroll: true });
}

async function onSubmit(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button[type=submit]");
  const status = form.querySelector("[data-publish-status]");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: HEADERS });
    if ((answer.headers.get("Content-Type") || "").includes("json")) {
      const told = await answer.json();
      if (told.url) {
        window.addEventListener("beforeunload", (leaving) => leaving.stopImmediatePropagation(), { capture: true });
        window.location.assign(told.url);
        return;
      }
      throw new Error(told.error_message || "");
    }
    if (answer.redirected || answer.status >= 500 || answer.status === 403) throw new Error("");
    show(await answer.text());
  } catch (error) {
    button.disabled = false;
    const words = document.querySelector("[data-desk-publish]").dataset.failed;
    status.textContent = error.message || words;
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-desk-publish]");
  if (!button || button.dataset.asIs || event.defaultPrevented) return;
  const form = button.form;
  if (!form || !window.HTMLDialogElement || !autosaveOf(form)) return;
  event.preventDefault();
  button.disabled = true;
  let isShown = false;
  try {
    if (await saved(form)) {
      const url = button.dataset.url || addressOf(form);
      const answer = url && await fetch(url, { headers: HEADERS });
      if (answer && answer.ok && !answer.redirected) {
        show(await answer.text());
        isShown = true;
      }
    }
  } catch {
    isShown = false;
  }
  button.disabled = false;
  if (!isShown) sendAsIs();
});

// Saving may have put another button in the place of the one that was pressed.
function sendAsIs() {
  const button = document.querySelector("[data-desk-publish]");
  button.dataset.asIs = "yes";
  button.click();
}

// A new story gets its address with its first autosave; the form and the browser's address then tell it.
function addressOf(form) {
  for (const address of [form.action, window.location.pathname]) {
    const found = /^(.*\/)pages\/(\d+)\/edit\//.exec(address);
    if (found) return `${found[1]}publish/${found[2]}/`;
  }
  return "";
}
