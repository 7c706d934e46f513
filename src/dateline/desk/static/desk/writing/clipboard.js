// What is in the clipboard, and whether a single rich-text field could take it.

const PARTS = "p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre, tr, dt, dd, figcaption";
const OTHERS = "img, iframe, table, blockquote, li, h1, h2, h3, h4, h5, h6";
// Draftail marks what is copied from itself, and takes it back without a loss.
const OWN = "[data-draftjs-conductor-fragment]";
const UNSEEN = /[\s\u200b\ufeff]+/g;

export function hasSeveralParts(html, text) {
  if (!html.trim()) return /\S[\t ]*\n\s*\n[\t ]*\S/.test(text.replace(/\r\n?/g, "\n"));
  // A document made by the parser runs no script and loads no picture.
  const pasted = new DOMParser().parseFromString(html, "text/html");
  if (pasted.querySelector(OWN)) return false;
  if (pasted.querySelector(OTHERS)) return true;
  const innermost = [...pasted.querySelectorAll(PARTS)].filter((part) => !part.querySelector(PARTS) && part.textContent.replace(UNSEEN, ""));
  if (innermost.length > 1) return true;
  return /<br[^>]*>\s*<br/i.test(pasted.body.innerHTML);
}

// A picture inside the text is not taken over in any case, and can be larger than all words of a year.
export function withoutPictureData(html) {
  return html.replace(/\bsrc\s*=\s*(["'])data:[^"']*\1/gi, 'src="data:,"');
}
