// Put parts into the text of a story, as Wagtail's own buttons do, and take them out again.

const inputOf = (child) => [...child.element.querySelectorAll("input")].find((input) => input.draftailEditor);
const rawOf = (state) => window.Draftail.serialiseEditorStateToRaw(state);

// The part of the text in which somebody pastes; null outside of running text.
export function placeOf(target) {
  if (!target.closest?.(".public-DraftEditor-content")) return null;
  let element = target;
  while (element && !element.rootBlock) element = element.parentElement;
  const root = element?.rootBlock;
  const child = root?.children?.find((one) => one.type === "paragraph" && one.element.contains(target));
  return child ? { root, child } : null;
}

export function plainBlocks(text) {
  const blocks = text.split(/\n+/).filter((line) => line.trim()).map((line) => ({ key: Math.random().toString(36).slice(2, 7), type: "unstyled", depth: 0, text: line.trim(), inlineStyleRanges: [], entityRanges: [] }));
  return blocks.length ? [{ type: "paragraph", value: JSON.stringify({ blocks, entityMap: {} }) }] : [];
}

// The state without what is selected: pasting replaces it.
function withoutSelection(state) {
  const selection = state.getSelection();
  if (selection.isCollapsed()) return state;
  const content = state.getCurrentContent();
  const [startKey, endKey] = [selection.getStartKey(), selection.getEndKey()];
  const [first, last] = [content.getBlockForKey(startKey), content.getBlockForKey(endKey)];
  const [start, end] = [selection.getStartOffset(), selection.getEndOffset()];
  const merged = first.merge({
    text: first.getText().slice(0, start) + last.getText().slice(end),
    characterList: first.getCharacterList().slice(0, start).concat(last.getCharacterList().slice(end)),
  });
  const keys = content.getBlocksAsArray().map((block) => block.getKey());
  const gone = new Set(keys.slice(keys.indexOf(startKey) + 1, keys.indexOf(endKey) + 1));
  const caret = selection.merge({ anchorKey: startKey, focusKey: startKey, anchorOffset: start, focusOffset: start, isBackward: false });
  const kept = content.getBlockMap().filter((block, key) => !gone.has(key)).set(startKey, merged);
  return state.constructor.push(state, content.merge({ blockMap: kept, selectionAfter: caret }), "remove-range");
}

const hasText = (state) => state.getCurrentContent().getPlainText().trim() !== "";

// Running text alone goes into the field itself, between the paragraphs around the caret.
function insertText(child, block) {
  const { draftailEditor } = inputOf(child);
  const original = draftailEditor.getEditorState();
  const { stateBefore, stateAfter } = window.draftail.splitState(withoutSelection(original));
  const pasted = window.Draftail.createEditorStateFromRaw(JSON.parse(block.value)).getCurrentContent().getBlocksAsArray();
  const [before, after] = [stateBefore, stateAfter].map((state) => (hasText(state) ? state.getCurrentContent().getBlocksAsArray() : []));
  const last = pasted.at(-1);
  const caret = original.getSelection().merge({ anchorKey: last.getKey(), focusKey: last.getKey(), anchorOffset: last.getLength(), focusOffset: last.getLength(), isBackward: false, hasFocus: true });
  const current = original.getCurrentContent();
  const content = current.constructor.createFromBlockArray([...before, ...pasted, ...after]).merge({ selectionBefore: original.getSelection(), selectionAfter: caret });
  draftailEditor.onChange(original.constructor.push(original, content, "change-block-data"));
  return () => draftailEditor.onChange(original.constructor.undo(draftailEditor.getEditorState()));
}

function removeChild(root, child) {
  const index = root.children.indexOf(child);
  if (index >= 0) root.deleteBlock(index);
}

function insertAt(root, blocks, index) {
  return blocks.map((block, offset) => root.insert({ ...block, id: block.id || crypto.randomUUID?.() || null }, index + offset, { animate: false, focus: false }));
}

// Other parts stand between what is before the caret and what is after it.
function insertParts({ root, child }, blocks) {
  const { draftailEditor } = inputOf(child);
  const original = draftailEditor.getEditorState();
  const { stateBefore, stateAfter, shouldMoveCommentFn } = window.draftail.splitState(withoutSelection(original));
  const [hasBefore, hasAfter] = [hasText(stateBefore), hasText(stateAfter)];
  const index = root.children.indexOf(child);
  let after = null;
  if (hasBefore && hasAfter) {
    child.split(stateBefore, stateAfter, shouldMoveCommentFn, { animate: false });
    after = root.children[index + 1];
  } else if (hasBefore || hasAfter) {
    draftailEditor.onChange(hasBefore ? stateBefore : stateAfter);
  }
  const inserted = insertAt(root, blocks, hasBefore ? index + 1 : index);
  const isReplaced = !hasBefore && !hasAfter;
  if (isReplaced) removeChild(root, child);
  inserted.at(-1).focus?.({ soft: true });
  return () => {
    const back = isReplaced ? root.insert({ type: "paragraph", value: JSON.stringify(rawOf(original)), id: child.id }, root.children.indexOf(inserted[0]), { animate: false, focus: true }) : null;
    for (const one of [...inserted, after]) if (one) removeChild(root, one);
    if (!back) inputOf(child).draftailEditor.onChange(original);
  };
}

// Returns what undoes it.
export function insertBlocks(place, blocks) {
  const isText = blocks.length === 1 && blocks[0].type === "paragraph";
  return isText ? insertText(place.child, blocks[0]) : insertParts(place, blocks);
}
