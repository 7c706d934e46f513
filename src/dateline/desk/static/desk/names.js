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

let waits = false;
function soon() {
  if (waits) return;
  waits = true;
  window.requestAnimationFrame(() => {
    waits = false;
    nameFields();
    nameHome();
  });
}

new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true });
soon();
