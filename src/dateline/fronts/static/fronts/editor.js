// The front editor: every button of its form works without this; here the answer is taken in without loading the page.
import { drag } from "./dragging.js";
import { Preview } from "./preview.js";

const form = document.querySelector("[data-front-editor]");
const status = form.querySelector("[data-status]");
const preview = new Preview(form);
const AT_ONCE = ["move", "remove", "drop", "add", "look"];
let changed = "changed" in form.dataset;
let saving = false;
let queue = Promise.resolve();

function takeIn(html, { key, more }) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    for (const part of answer.querySelectorAll("[data-part]")) {
        form.querySelector(`[data-part="${part.dataset.part}"]`).replaceWith(document.adoptNode(part));
    }
    const said = form.querySelector("[data-said]").textContent;
    if (said && more.name !== "look") status.textContent = said;
    const again = [...form.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
    if (again) again.focus();
    else if (key) form.querySelector("[data-key]")?.focus();
}

async function send(more) {
    const focused = document.activeElement?.dataset?.key ?? (document.activeElement?.closest("[data-part]") ? `handle-${more.value.split(":")[0]}` : "");
    const data = new FormData(form);
    if (more.name) data.append(more.name, more.value);
    try {
        const response = await fetch(form.action, { method: "POST", body: data, headers: { "X-Dateline-Part": "making" } });
        if (!response.ok || response.redirected) throw new Error(String(response.status));
        takeIn(await response.text(), { key: focused, more });
    } catch {
        status.textContent = form.dataset.trouble;
        return;
    }
    if (more.name === "look") return;
    changed = true;
    preview.show();
}

// One after the other: each is about what the one before left on the screen.
const later = (more) => {
    queue = queue.then(() => send(more));
};

form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && AT_ONCE.includes(button.name)) {
        event.preventDefault();
        later({ name: button.name, value: button.value });
    } else if (!button?.formTarget) {
        saving = true;
    }
});
form.addEventListener("change", (event) => {
    if (event.target.name === "until") later({ name: "", value: "" });
    if (event.target.name === "section") later({ name: "look", value: "" });
});
let pause;
form.elements.words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => later({ name: "look", value: "" }), 250);
});
form.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-handle]")) return;
    const story = event.target.closest("[data-slot]").dataset.slot;
    const does = { ArrowUp: ["move", `${story}:up`], ArrowDown: ["move", `${story}:down`], Delete: ["remove", story] }[event.key];
    if (!does) return;
    event.preventDefault();
    later({ name: does[0], value: does[1] });
});
drag(form, (story, zone, position) => later({ name: "drop", value: `${story}:${zone}:${position}` }));
addEventListener("beforeunload", (event) => {
    if (changed && !saving) event.preventDefault();
});
form.querySelector("[data-without-script]").hidden = true;
preview.show();
