// Go to a place in a field, change the words there, paint it. Draft.js keeps its text in immutable records.

function blockElement(segment) {
  const wrapper = segment.input.closest("[data-contentpath]") || segment.input.parentNode;
  return wrapper.querySelector(`[data-block="true"][data-offset-key^="${segment.key}-"]`);
}

export function rangeOf({ segment, start, end }) {
  if (!segment.key) return null;
  const element = blockElement(segment);
  if (!element) return null;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let passed = 0;
  let begun = false;
  while (walker.nextNode()) {
    const { length } = walker.currentNode;
    if (!begun && start < passed + length) {
      range.setStart(walker.currentNode, start - passed);
      begun = true;
    }
    if (begun && end <= passed + length) {
      range.setEnd(walker.currentNode, end - passed);
      return range;
    }
    passed += length;
  }
  return null;
}

export function goTo(place) {
  const { segment, start, end } = place;
  if (segment.key) {
    const { draftailEditor } = segment.input;
    const state = draftailEditor.getEditorState();
    const selection = state.getSelection().merge({ anchorKey: segment.key, focusKey: segment.key, anchorOffset: start, focusOffset: end, isBackward: false, hasFocus: true });
    blockElement(segment)?.scrollIntoView({ block: "center" });
    draftailEditor.onChange(state.constructor.forceSelection(state, selection));
    return;
  }
  segment.input.scrollIntoView({ block: "center" });
  segment.input.focus();
  segment.input.setSelectionRange?.(start, end);
}

// Put other words in the place; the field keeps its formatting, its history (Ctrl+Z) and its listeners.
export function replaceAt(place, words) {
  const { segment, start, end } = place;
  if (segment.key) {
    const { draftailEditor } = segment.input;
    const state = draftailEditor.getEditorState();
    const content = state.getCurrentContent();
    const part = content.getBlockForKey(segment.key);
    const text = part.getText();
    const characters = part.getCharacterList();
    const style = characters.get(start);
    const inserted = characters.slice(0, 0).concat(Array.from({ length: words.length }, () => style));
    const changed = part.merge({
      text: text.slice(0, start) + words + text.slice(end),
      characterList: characters.slice(0, start).concat(inserted, characters.slice(end)),
    });
    const next = content.merge({ blockMap: content.getBlockMap().set(segment.key, changed) });
    draftailEditor.onChange(state.constructor.push(state, next, "insert-characters"));
    return;
  }
  const { input } = segment;
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set;
  setter.call(input, input.value.slice(0, start) + words + input.value.slice(end));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

// Paint findings over rich-text fields, in one colour for each severity, where the browser can.
export function paint(places) {
  if (!globalThis.CSS?.highlights || typeof Highlight === "undefined") return;
  for (const severity of ["blocker", "error", "warning", "style"]) {
    const ranges = places.filter((one) => one.severity === severity).map((one) => rangeOf(one.place)).filter(Boolean);
    if (ranges.length) CSS.highlights.set(`copydesk-${severity}`, new Highlight(...ranges));
    else CSS.highlights.delete(`copydesk-${severity}`);
  }
}
