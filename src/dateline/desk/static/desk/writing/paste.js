// Pasting into the text of a story: what has several parts is cleaned by the desk and becomes parts of the story.
import { hasSeveralParts, withoutPictureData } from "./clipboard.js";
import { placeOf, insertBlocks, plainBlocks } from "./stream.js";
import { noticeOver } from "./notice.js";

const { url, words } = JSON.parse(document.getElementById("desk-paste").textContent);
const form = document.getElementById("page-edit-form");
let undo = null;
let notice = null;

async function cleaned(sent) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify(sent),
    credentials: "same-origin",
  });
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(), { refusal: told.error });
  return told;
}

function forget() {
  undo = null;
  notice?.keepWordsOnly();
}

function undoPaste() {
  if (!undo) return;
  undo();
  undo = null;
  notice.say([words.undone]);
  changed();
}

// The form is watched for changes by these; blocks that a script puts in say nothing by themselves.
const changed = () => form.dispatchEvent(new Event("change", { bubbles: true }));

async function onPaste(event) {
  const place = placeOf(event.target);
  if (!place || !event.clipboardData) return;
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  if (!hasSeveralParts(html, text)) {
    forget();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  notice?.close();
  notice = noticeOver(place.root.element, words, undoPaste);
  notice.say([words.working]);
  let told;
  try {
    told = await cleaned({ html: withoutPictureData(html), text });
    told.said.unshift(words.pasted);
  } catch (error) {
    told = { blocks: plainBlocks(text), said: [error.refusal, words.plain].filter(Boolean) };
  }
  if (!told.blocks.length) {
    notice.close();
    return;
  }
  undo = insertBlocks(place, told.blocks);
  notice.say(told.said, { mayUndo: true });
  changed();
}

function onKey(event) {
  // Draft.js takes these away before they would say that something is written.
  if (["Backspace", "Delete", "Enter"].includes(event.key) && event.target.closest?.(".public-DraftEditor-content")) forget();
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyZ";
  if (!isUndo || !undo) return;
  event.preventDefault();
  event.stopPropagation();
  undoPaste();
}

if (form) {
  // Before Draft.js, which listens at the document.
  form.addEventListener("paste", onPaste, true);
  document.addEventListener("keydown", onKey, true);
  // Whoever writes on has accepted the paste: undoing it then would take away what was written.
  for (const name of ["beforeinput", "drop", "cut"]) form.addEventListener(name, forget, true);
  form.style.setProperty("--desk-picture-missing", JSON.stringify(words.missing));
}
