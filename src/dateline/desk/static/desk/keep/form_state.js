// What stands in an edit form, as pairs of name and value; and how to send such pairs as a form again.

const FOR_ONE_REQUEST = /^(csrfmiddlewaretoken|next|loaded_revision_|overwrite_revision_id|keep|action-|workflow-action)/;

export const pairsOf = (formData) => [...formData].filter(([name, value]) => typeof value === "string" && !FOR_ONE_REQUEST.test(name));

export const snapshot = (form) => pairsOf(new FormData(form));

// Rich text comes from the server with blanks in it; the editor writes it anew, with empty data, as soon as it is
// there, and null for nothing at all. Whoever only looks at a story has not changed it.
const RICH_TEXT = /^\s*\{\s*"blocks"\s*:/;
const NOTHING = "null";

function ordered(name, item) {
  if (!item || typeof item !== "object" || Array.isArray(item)) return item;
  const parts = Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1));
  return name === "data" && !parts.length ? undefined : Object.fromEntries(parts);
}

function alike(value) {
  if (!RICH_TEXT.test(value)) return value;
  try {
    const state = JSON.parse(value);
    const isEmpty = state.blocks.every(({ text, entityRanges }) => !text && !entityRanges?.length);
    return isEmpty ? NOTHING : JSON.stringify(state, ordered);
  } catch {
    return value;
  }
}

// Comments save and number themselves; they do not make a text another one.
export const textOf = (pairs) => JSON.stringify(pairs.filter(([name]) => !name.startsWith("comments-")).map(([name, value]) => [name, alike(value)]));

// After a save the server numbers new rows, and the script of the page writes the numbers into the form.
export function renumbered(pairs, updates) {
  const numbers = new Map(Object.entries(updates || {}));
  return pairs.map(([name, value]) => [name, numbers.has(name) ? String(numbers.get(name)) : value]);
}

export function hidden(form, name, value) {
  let input = form.querySelector(`:scope > input[type=hidden][name="${name}"]`);
  if (!input) {
    input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    form.prepend(input);
  }
  input.value = value ?? "";
  return input;
}

export function sendAsForm(address, pairs) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.hidden = true;
  for (const [name, value] of pairs) {
    // A textarea keeps line breaks as they are.
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value ?? "";
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

// Also where the desk is not served over https, which crypto.randomUUID asks for.
export const newTab = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
