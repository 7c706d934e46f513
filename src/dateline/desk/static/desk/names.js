// Names for what has none for a screen reader: rich text and the parts of a story are named after the heading above
// them, and the paper's name in the menu begins the name of the link that it stands in.
const UNNAMED = ".public-DraftEditor-content:not([aria-label]), [data-streamfield-child] :is(input:not([type=hidden]), textarea, select):not([aria-label])";

function nameFields() {
  for (const field of document.querySelectorAll(UNNAMED)) {
    const isNamed = field.labels && [...field.labels].some((label) => label.textContent.trim());
    const heading = field.closest(".w-panel, section")?.querySelector(".w-panel__heading-label, .w-panel__heading, h2, h3");
    if (!isNamed && heading) field.setAttribute("aria-label", heading.textContent.trim());
  }
}

function nameHome() {
  const link = document.querySelector(".sidebar-custom-branding");
  const [text, label] = [link?.textContent.trim(), link?.getAttribute("aria-label")];
  if (text && label && !label.includes(text)) link.setAttribute("aria-label", `${text}: ${label}`);
}

// A number on a button of the side belongs to its name.
function nameCounters() {
  for (const counter of document.querySelectorAll("[data-side-panel-toggle-counter]")) {
    const button = counter.closest("[data-side-panel-toggle]");
    const name = button.dataset.deskName || button.getAttribute("aria-label");
    const number = counter.hidden ? "" : counter.textContent.trim();
    const label = number ? `${name}: ${number}` : name;
    if (!name || label === button.getAttribute("aria-label")) continue;
    button.dataset.deskName = name;
    button.setAttribute("aria-label", label);
  }
}

let waits = false;
function soon() {
  if (waits) return;
  waits = true;
  window.requestAnimationFrame(() => {
    waits = false;
    nameFields();
    nameHome();
    nameCounters();
  });
}

new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true });
soon();
