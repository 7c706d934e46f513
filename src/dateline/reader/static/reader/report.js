const BREAKING = new Set(
`address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5
h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul`.toUpperCase().split(/\s+/),
);
const ADDED = ".dateline, .legal-label, [data-place], script, style, template";
const LONGEST = 300;
const AROUND = 64;
const read = (place, range) => {
const characters = [];
let first = -1;
let last = -1;
let waiting = "";
const add = (character, isSelected) => {
if (character === "\n") {
waiting = "\n";
} else if (character === " ") {
waiting ||= " ";
} else {
if (waiting && characters.length) characters.push(waiting);
waiting = "";
if (isSelected) {
if (first < 0) first = characters.length;
last = characters.length;
}
characters.push(character);
}
};
const visit = (node) => {
if (node.nodeType === Node.TEXT_NODE) {
const from = node === range.startContainer ? range.startOffset : 0;
const to = node === range.endContainer ? range.endOffset : node.data.length;
const isMet = range.intersectsNode(node);
let at = 0;
for (const character of node.data) {
add(/[ \t\n\r\f]/.test(character) ? " " : character, isMet && at + character.length > from && at < to);
at += character.length;
}
} else if (node.nodeType === Node.ELEMENT_NODE && (node === place || !node.matches(ADDED))) {
const breaks = node !== place && BREAKING.has(node.tagName);
if (breaks) add("\n");
node.childNodes.forEach(visit);
if (breaks) add("\n");
}
};
visit(place);
return { characters, first, last };
};
const placeOf = (range) => {
for (const place of document.querySelectorAll("[data-place]")) {
if (!range.intersectsNode(place)) continue;
const { characters, first, last } = read(place, range);
if (first < 0) continue;
const end = Math.min(last + 1, first + LONGEST);
return {
place: place.dataset.place,
start: first,
words: characters.slice(first, end).join(""),
prefix: characters.slice(Math.max(0, first - AROUND), first).join(""),
suffix: characters.slice(end, end + AROUND).join(""),
};
}
return null;
};
const TOGETHER = 256;
const proveWork = async (token, bits) => {
const bytes = new TextEncoder();
const tries = async (number) => {
const digest = await crypto.subtle.digest("SHA-256", bytes.encode(`${token}:${number}`));
return new DataView(digest).getUint32(0) >>> (32 - bits) === 0;
};
for (let from = 0; ; from += TOGETHER) {
const found = await Promise.all(Array.from({ length: TOGETHER }, (_, index) => tries(from + index)));
const index = found.indexOf(true);
if (index >= 0) return from + index;
}
};
class ReportDialog {
constructor(opener) {
this.opener = opener;
const template = document.querySelector("[data-report-dialog]");
this.dialog = template.content.firstElementChild.cloneNode(true);
document.body.append(this.dialog);
this.form = this.part("form");
this.said = this.part("[data-report-said]");
this.form.addEventListener("submit", (event) => {
event.preventDefault();
this.send();
});
this.dialog.addEventListener("click", (event) => {
if (event.target.closest("[data-report-close]")) this.dialog.close();
});
this.dialog.addEventListener("close", () => {
const back = this.back?.isConnected && this.back !== document.body ? this.back : null;
back?.focus({ preventScroll: true });
});
}
part(selector) {
return this.dialog.querySelector(selector);
}
open(place, back) {
if (this.dialog.open) return;
this.place = place;
this.back = back;
if (!this.part("[data-report-done]").hidden) {
this.form.reset();
this.form.hidden = false;
this.part("[data-report-done]").hidden = true;
}
const words = this.part("[data-report-words]");
const quote = this.part("[data-report-quote]");
quote.hidden = !place;
quote.textContent = place?.words ?? "";
words.hidden = Boolean(place);
words.querySelector("textarea").disabled = Boolean(place);
this.say("");
this.token = this.fetchToken();
this.token.catch(() => {});
this.dialog.showModal();
this.form.elements[place ? "suggestion" : "words"].focus();
}
async fetchToken() {
const asked = new URLSearchParams(new FormData(this.opener));
const answer = await this.ask(`${this.opener.action}?${asked}`);
const { token, contact } = await answer.json();
this.part("[data-report-email]").hidden = !contact;
return token;
}
ask(address, options) {
const headers = { Accept: "application/json" };
return fetch(address, { headers, credentials: "omit", referrerPolicy: "no-referrer", ...options });
}
say(text) {
this.said.textContent = text;
}
async send() {
if (this.isSending) return;
this.isSending = true;
this.say(this.dialog.dataset.sending);
try {
await this.deliver();
} catch {
this.token = this.fetchToken();
this.token.catch(() => {});
this.say(this.dialog.dataset.failed);
} finally {
this.isSending = false;
}
}
async deliver(tries = 2, work = "") {
const token = await this.token;
const body = new URLSearchParams(new FormData(this.form));
body.set("channel", this.place ? "selection" : "typed");
new FormData(this.opener).forEach((value, name) => body.set(name, value));
for (const [name, value] of Object.entries(this.place ?? {})) body.set(name, value);
body.set("token", token);
if (work) body.set("work", work);
const response = await this.ask(this.opener.action, { method: "POST", body });
const answer = await response.json();
if (answer.status === "work" && tries && globalThis.crypto?.subtle) {
this.say(this.dialog.dataset.working);
await this.deliver(tries - 1, await proveWork(token, Number(answer.work)));
} else if (answer.status === "token" && tries) {
this.token = this.fetchToken();
await this.deliver(tries - 1);
} else if (response.ok) {
this.thank(answer, response.url);
} else {
this.say(answer.message);
}
}
thank(answer, url) {
const done = this.part("[data-report-done]");
this.part("[data-report-receipt]").href = new URL(answer.receipt, url);
this.form.hidden = true;
done.hidden = false;
done.prepend(this.said);
this.say(answer.message);
this.said.focus();
}
}
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
