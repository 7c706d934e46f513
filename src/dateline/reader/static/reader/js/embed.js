// Loads something from elsewhere in place of its description, and only after the reader asks.

export const startEmbeds = () => {
  for (const embed of document.querySelectorAll("[data-embed]")) {
    const button = embed.querySelector("[data-embed-load]");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe");
      frame.src = embed.dataset.embed;
      frame.title = embed.dataset.embedTitle;
      frame.allow = "fullscreen; picture-in-picture";
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      button.replaceWith(frame);
      frame.focus();
    });
  }
};
