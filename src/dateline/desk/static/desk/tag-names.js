// Wagtail's field for tags puts an input of its own beside the labelled one, which nobody can hear of.
const name = () => {
  document.querySelectorAll(".tagit-new input:not([aria-label])").forEach((input) => {
    const label = input.closest("[data-field-wrapper]")?.querySelector("label");
    if (label) input.setAttribute("aria-label", label.textContent.trim());
  });
};
name();
new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
