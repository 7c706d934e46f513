// Three ways to report a mistake: the button, Ctrl + Enter with words selected, and on touch a bar below.

import { ReportDialog } from "./report-dialog.js";
import { placeOf } from "./report-place.js";

// Long enough for a tap that takes the selection away, as on iOS, and too short for one that was given up.
const KEPT_FOR = 1200;

const startReports = (opener) => {
  const button = opener.querySelector("button");
  const bar = document.createElement("div");
  let dialog;
  let kept = null;
  let gone = 0;
  const isField = (element) => element?.closest("input, textarea, select, [contenteditable]");
  const open = (back) => {
    dialog ??= new ReportDialog(opener);
    bar.hidden = true;
    dialog.open(kept && placeOf(kept), back);
  };

  bar.className = "report-bar";
  bar.hidden = true;
  const inBar = document.createElement("button");
  inBar.type = "button";
  inBar.className = "button";
  inBar.textContent = button.textContent;
  inBar.addEventListener("click", () => open(button));
  bar.append(inBar);
  document.body.append(bar);

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (dialog?.dialog.open) return;
    clearTimeout(gone);
    if (selection.rangeCount && !selection.isCollapsed) {
      kept = selection.getRangeAt(0).cloneRange();
      bar.hidden = !matchMedia("(any-pointer: coarse)").matches || !placeOf(kept);
    } else {
      gone = setTimeout(() => {
        if (!dialog?.dialog.open) kept = null;
        bar.hidden = true;
      }, KEPT_FOR);
    }
  });
  addEventListener("keydown", (event) => {
    const isAsked = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!isAsked || event.isComposing || isField(document.activeElement) || !kept || !placeOf(kept)) return;
    event.preventDefault();
    open(document.activeElement);
  });
  opener.addEventListener("submit", (event) => {
    event.preventDefault();
    open(button);
  });
};

const opener = document.querySelector("[data-report]");
if (opener && typeof HTMLDialogElement === "function") startReports(opener);
