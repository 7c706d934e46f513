// Shows the slim header once the story's headline has been scrolled away.

export const startStickyHeader = () => {
  const slim = document.querySelector("[data-slim-header]");
  const headline = document.querySelector("[data-slim-header-after]");
  if (!slim || !headline) return;
  slim.hidden = false;
  new IntersectionObserver(([entry]) => {
    slim.toggleAttribute("data-shown", !entry.isIntersecting && entry.boundingClientRect.bottom < 1);
  }).observe(headline);
};
