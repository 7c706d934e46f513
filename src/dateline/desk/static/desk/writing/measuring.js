// Lengths as they are in the end: measured in the reader's own fonts, at the widths that readers have.

const canvas = document.createElement("canvas").getContext("2d");

// The text as search engines cut it: between words, with three dots.
export function cut(text, pixels, font) {
  canvas.font = font;
  const fits = (one) => canvas.measureText(one).width <= pixels;
  if (fits(text)) return { text, isCut: false };
  const parts = text.split(" ");
  while (parts.length > 1 && !fits(`${parts.join(" ")} …`)) parts.pop();
  return { text: `${parts.join(" ")} …`, isCut: true };
}

function linesOf(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const tops = [...range.getClientRects()].filter((one) => one.width > 0).map((one) => one.bottom);
  // Lines are at least half of a letter apart; letters of one line may differ by a pixel.
  return tops.sort((a, b) => a - b).filter((bottom, index) => index === 0 || bottom - tops[index - 1] > 6).length;
}

// Loads the cards into the frame and returns, by place, what it is called and how many lines the headline has.
export async function measureCards(frame, address) {
  await new Promise((done, failed) => {
    frame.onload = done;
    frame.onerror = failed;
    frame.src = address;
  });
  const page = frame.contentDocument;
  await page.fonts.ready;
  const found = {};
  for (const place of page.querySelectorAll("[data-place]")) {
    const headline = place.querySelector(".lead-headline, .card-headline");
    if (headline) found[place.dataset.place] = { label: place.querySelector(".preview-label").textContent, count: linesOf(headline) };
  }
  return found;
}
