// Lengths as they are in the end: measured in the reader's own fonts, at the widths that readers have.

const WIDTHS = { desktop: 1280, phone: 375 };
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

// Loads the cards into the frame and returns for each place what it is called, and how many lines its headline has.
export async function measureCards(frame, address) {
  await new Promise((done, failed) => {
    frame.onload = done;
    frame.onerror = failed;
    frame.src = address;
  });
  const page = frame.contentDocument;
  await page.fonts.ready;
  const headlines = [...page.querySelectorAll("[data-place]")].map((place) => ({ place, headline: place.querySelector(".lead-headline, .card-headline") })).filter((one) => one.headline);
  const counts = {};
  // The last one stays to be seen: that of a phone, scaled to the panel.
  for (const [device, width] of Object.entries(WIDTHS)) {
    frame.style.inlineSize = `${width}px`;
    counts[device] = headlines.map(({ headline }) => linesOf(headline));
  }
  const scale = Math.min(1, frame.parentElement.clientWidth / WIDTHS.phone);
  frame.style.transform = `scale(${scale})`;
  frame.parentElement.style.blockSize = `${frame.offsetHeight * scale}px`;
  return headlines.map(({ place }, index) => ({
    place: place.dataset.place,
    label: place.querySelector(".preview-label").textContent,
    desktop: counts.desktop[index],
    phone: counts.phone[index],
  }));
}
