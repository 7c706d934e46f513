// The panel “Copy desk” of the edit screen: what the server finds in the texts on the screen, with its fixes.
import { goTo, paint, replaceAt } from "./places.js";
import { findingItem } from "./finding.js";
import { located, readStory, sent, wordsOf } from "./texts.js";

const AFTER_TYPING = 1300;
const panel = document.querySelector("[data-copydesk]");
const form = document.querySelector("form[data-edit-form]") || document.getElementById("page-edit-form");

function start() {
  const words = JSON.parse(document.getElementById("copydesk-words").textContent);
  const list = panel.querySelector("[data-copydesk-list]");
  const status = panel.querySelector("[data-copydesk-status]");
  const counter = document.querySelector('[data-side-panel-toggle="copydesk"] [data-side-panel-toggle-counter]');
  let findings = [];
  let chosen = -1;
  let timer = 0;
  let checkedText = "";
  let running = null;

  // A new story gets its number when it saves itself for the first time; the address or the form has it then.
  const numberIn = (address) => /pages\/(\d+)\/edit/.exec(address)?.[1];
  const pageNumber = () => Number(numberIn(window.location.pathname) || numberIn(form.action) || panel.dataset.page) || null;
  const post = (address, data, signal) =>
    fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ page: pageNumber(), ...data }),
      credentials: "same-origin",
      signal,
    });

  async function check({ record = false, force = false } = {}) {
    const read = readStory(form);
    const data = sent(read);
    const text = JSON.stringify(data);
    if (text === checkedText && !force) return;
    running?.abort();
    running = new AbortController();
    panel.setAttribute("aria-busy", "true");
    try {
      const answer = await post(panel.dataset.check, { ...data, record }, running.signal);
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error || words.failed);
      checkedText = text;
      show(told.findings.map((finding) => ({ ...finding, words: wordsOf(read, finding) })));
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = error.message || words.failed;
      else return;
    }
    panel.removeAttribute("aria-busy");
  }

  function show(found) {
    const keep = findings[chosen]?.place;
    findings = found;
    chosen = findings.findIndex((one) => one.place === keep);
    list.replaceChildren();
    let severity = "";
    let group = null;
    findings.forEach((finding, number) => {
      if (finding.severity !== severity) {
        severity = finding.severity;
        const heading = document.createElement("h3");
        heading.textContent = `${finding.severity_label} (${findings.filter((one) => one.severity === severity).length})`;
        group = document.createElement("ol");
        list.append(heading, group);
      }
      group.append(findingItem(finding, words, { go: () => go(number), apply: (text) => apply(finding, text), decide: (data) => decide(finding, data) }));
    });
    const stops = findings.filter((one) => one.severity === "blocker").length;
    status.textContent = findings.length ? words.count.replace("{n}", findings.length) + (stops ? ` ${words.stops.replace("{n}", stops)}` : "") : words.none;
    if (counter) {
      counter.textContent = findings.length;
      counter.hidden = !findings.length;
    }
    const story = readStory(form);
    paint(findings.map((one) => ({ severity: one.severity, place: located(story, one) })).filter((one) => one.place));
  }

  function go(number) {
    if (!findings.length) return;
    chosen = (number + findings.length) % findings.length;
    const items = [...list.querySelectorAll("li")];
    items.forEach((item, place) => item.toggleAttribute("data-chosen", place === chosen));
    items[chosen].scrollIntoView({ block: "nearest" });
    const place = located(readStory(form), findings[chosen]);
    // On a narrow screen the panel covers the text that it speaks of.
    if (place && window.innerWidth < 800) document.querySelector("[data-form-side-close-button]")?.click();
    if (place) goTo(place);
    else items[chosen].querySelector("button")?.focus();
  }

  async function apply(finding, text) {
    const place = located(readStory(form), finding);
    if (!place) {
      status.textContent = words.moved;
      return;
    }
    replaceAt(place, text);
    await decide(finding, { state: "accepted" });
    // What is left to do was said by the check that followed.
    status.textContent = `${words.applied} ${status.textContent}`;
  }

  async function decide(finding, data) {
    const { rule, fingerprint, place, severity, words: said } = finding;
    const told = { rule, fingerprint, place, severity, words: said };
    const answer = await post(panel.dataset.decide, { ...told, language: readStory(form).language, ...data });
    // Read in any case: an answer that nobody reads keeps the connection.
    const { error } = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      status.textContent = error || words.failed;
      return;
    }
    await check({ force: true });
  }

  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => check(), AFTER_TYPING);
  };
  for (const name of ["input", "change", "keyup", "paste", "drop", "click"]) form.addEventListener(name, soon, { passive: true });
  panel.querySelector("[data-copydesk-check]").addEventListener("click", () => check({ record: true, force: true }));
  panel.querySelector("[data-copydesk-next]").addEventListener("click", () => go(chosen + 1));
  panel.querySelector("[data-copydesk-previous]").addEventListener("click", () => go(chosen < 0 ? -1 : chosen - 1));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(event.shiftKey ? chosen - 1 : chosen + 1);
  });
  // The rich-text fields need a moment to be there.
  window.setTimeout(() => check({ record: true }), 900);
}

if (panel && form) start();
