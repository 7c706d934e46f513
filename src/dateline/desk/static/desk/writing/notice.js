// A line over the text that says what became of a paste, and offers to undo it.

export function noticeOver(element, words, undo) {
  document.querySelector("[data-desk-paste-notice]")?.remove();
  const notice = document.createElement("div");
  notice.className = "desk-paste-notice";
  notice.dataset.deskPasteNotice = "";
  notice.setAttribute("role", "status");
  const said = document.createElement("p");
  const buttons = document.createElement("p");
  const button = (text, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-small button-secondary";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  };
  const undoButton = button(`${words.undo} (Ctrl+Z)`, undo);
  const close = () => notice.remove();
  buttons.append(undoButton, button(words.close, close));
  notice.append(said, buttons);
  element.before(notice);
  return {
    say(sentences, { mayUndo = false } = {}) {
      said.textContent = sentences.join(" ");
      undoButton.hidden = !mayUndo;
    },
    keepWordsOnly() {
      undoButton.hidden = true;
    },
    close,
  };
}
