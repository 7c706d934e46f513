// The panel “Lengths” of the edit screen: counts what is on it, and draws headlines as readers will meet them.
import { readStory } from "../../copydesk/texts.js";
import { cut, measureCards } from "./measuring.js";

const AFTER_TYPING = 400;
const TITLE_PIXELS = 600;
const DESCRIPTION_CHARACTERS = 155;
const SOCIAL_CHARACTERS = 70;
const MOST_LINES = { lead: 3, second: 4, row: 3, opinion: 4 };
const MOST_LINES_ON_PHONE = 4;
const COUNTED = new Set(["paragraph", "subheading", "fact_box", "pull_quote"]);
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’‑-]*/gu;

const panel = document.querySelector("[data-lengths]");
const form = document.getElementById("page-edit-form");
const data = JSON.parse(document.getElementById("desk-lengths").textContent);
const { words } = data;
const find = (name) => panel.querySelector(`[${name}]`);
const value = (name) => form.elements.namedItem(name)?.value?.trim() || "";
const numbered = (text, n) => text.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(n));
let timer = 0;
let drawn = "";
let warnings = [];

function lines(list, said) {
  list.replaceChildren(...said.map(({ text, warns }) => {
    const item = document.createElement("li");
    item.textContent = text;
    if (warns) item.dataset.warning = "";
    return item;
  }));
  warnings.push(...said.filter((one) => one.warns));
}

function figures(story) {
  const text = story.blocks.filter((block) => COUNTED.has(block.kind)).map((block) => block.text).join("\n");
  const count = (text.match(WORD) || []).length;
  const minutes = count / (data.words_a_minute[story.language] || data.words_a_minute.en);
  lines(find("data-lengths-figures"), [
    { text: numbered(words.words, count) },
    { text: numbered(words.characters, [...text].length) },
    { text: minutes < 1 ? words.under : numbered(words.minutes, Math.round(minutes)) },
  ]);
}

function texts() {
  const story = readStory(form);
  const opening = story.blocks.find((block) => block.kind === "paragraph")?.text || "";
  return { story, title: value("title"), description: value("search_description") || value("standfirst"), opening };
}

function drawSearch({ title, description, opening }) {
  const full = title ? `${title} — ${data.paper}` : "";
  const shown = cut(full, TITLE_PIXELS, "20px Arial, sans-serif");
  const box = find("data-lengths-search");
  const told = description || opening;
  const parts = [...told];
  box.querySelector(".desk-search-address").textContent = data.host;
  box.querySelector(".desk-search-title").textContent = shown.text;
  box.querySelector(".desk-search-description").textContent = parts.length > DESCRIPTION_CHARACTERS ? `${parts.slice(0, DESCRIPTION_CHARACTERS).join("")}…` : told;
  // The paper's name may be cut: it is the headline that has to be read.
  const loses = cut(title, TITLE_PIXELS, "20px Arial, sans-serif").isCut;
  const said = [title ? { text: loses ? words.search_cut : words.fits, warns: loses } : { text: words.empty }];
  if (!description) said.push({ text: words.description_none });
  else if (parts.length > DESCRIPTION_CHARACTERS) said.push({ text: words.description_cut, warns: true });
  lines(find("data-lengths-search-said"), said);
}

function drawShared({ title, description, opening }) {
  const box = find("data-lengths-social");
  const feed = find("data-lengths-feed");
  box.querySelector(".desk-search-address").textContent = data.host;
  box.querySelector(".desk-social-title").textContent = title ? `${title} — ${data.paper}` : "";
  feed.querySelector(".desk-social-title").textContent = title;
  for (const one of [box, feed]) one.querySelector(".desk-social-description").textContent = description || opening;
  const isLong = [...title].length > SOCIAL_CHARACTERS;
  lines(find("data-lengths-social-said"), title ? [{ text: isLong ? words.social_cut : words.fits, warns: isLong }] : [{ text: words.empty }]);
}

async function drawCards() {
  const asked = new URLSearchParams();
  for (const name of ["title", "short_headline", "kicker", "standfirst", "label", "language"]) asked.set(name, value(name));
  const number = /pages\/(\d+)\/edit/.exec(`${window.location.pathname} ${form.action}`)?.[1] || data.page;
  if (number) asked.set("page", number);
  else if (data.section) asked.set("section", data.section);
  const list = find("data-lengths-cards");
  if (!value("title")) {
    lines(list, [{ text: words.empty }]);
    return;
  }
  const measured = await measureCards(find("data-lengths-frame"), `${data.cards}?${asked}`);
  const said = measured.filter(({ place }) => MOST_LINES[place]).map(({ place, label, desktop, phone }) => {
    const [isLong, isLongOnPhone] = [desktop > MOST_LINES[place], phone > MOST_LINES_ON_PHONE];
    const figures = `${numbered(words.lines, desktop)} ${numbered(words.on_phone, phone)}`;
    const advice = [isLong ? words[`${place}_long`] : "", isLongOnPhone ? words.phone_long : ""].filter(Boolean).join(" ");
    return { text: `${label}: ${figures} ${advice || words.fits}`, warns: isLong || isLongOnPhone };
  });
  lines(list, said);
}

async function draw() {
  const told = texts();
  const now = JSON.stringify([told.story.blocks.map((block) => [block.kind, block.text]), told.story.language, told.title, told.description, value("label")]);
  if (now === drawn) return;
  drawn = now;
  warnings = [];
  figures(told.story);
  drawSearch(told);
  drawShared(told);
  // A panel that is closed has no width: nothing can be measured in it.
  if (panel.offsetParent) await drawCards().catch(() => {});
  const counter = document.querySelector('[data-side-panel-toggle="lengths"] [data-side-panel-toggle-counter]');
  if (counter) {
    counter.textContent = warnings.length;
    counter.hidden = !warnings.length;
  }
  find("data-lengths-status").textContent = warnings.length ? numbered(words.warnings, warnings.length) : "";
}

const soon = () => {
  window.clearTimeout(timer);
  timer = window.setTimeout(draw, AFTER_TYPING);
};

if (panel && form) {
  for (const name of ["input", "change", "keyup", "paste", "drop", "click"]) form.addEventListener(name, soon, { passive: true });
  document.querySelector('[data-side-panel-toggle="lengths"]')?.addEventListener("click", () => {
    drawn = "";
    soon();
  });
  // The rich-text fields need a moment to be there.
  window.setTimeout(draw, 900);
}
