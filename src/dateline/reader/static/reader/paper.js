const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const relativeTime = (then, now, language) => {
const age = now - then;
if (age >= DAY || age < -MINUTE) return null;
const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
if (age < MINUTE) return words.format(0, "second");
if (age < HOUR) return words.format(-Math.floor(age / MINUTE), "minute");
return words.format(-Math.floor(age / HOUR), "hour");
};
const refresh = (times, language) => {
const now = Date.now();
for (const [time, absolute] of times) {
const words = relativeTime(Date.parse(time.dateTime), now, language) ?? absolute;
if (time.textContent === words) continue;
time.textContent = words;
time.title = words === absolute ? "" : absolute;
}
};
const startRelativeTimes = () => {
const language = document.documentElement.lang || "en";
const times = [...document.querySelectorAll("time[data-relative]")].map((time) => [time, time.textContent]);
if (!times.length) return;
const again = () => refresh(times, language);
again();
setInterval(again, MINUTE / 2);
document.addEventListener("visibilitychange", () => document.hidden || again());
addEventListener("pageshow", again);
};
const startStickyHeader = () => {
const slim = document.querySelector("[data-slim-header]");
const headline = document.querySelector("[data-slim-header-after]");
if (!slim || !headline) return;
slim.hidden = false;
new IntersectionObserver(([entry]) => {
slim.toggleAttribute("data-shown", !entry.isIntersecting && entry.boundingClientRect.bottom < 1);
}).observe(headline);
};
const startEmbeds = () => {
for (const embed of document.querySelectorAll("[data-embed]")) {
const button = embed.querySelector("[data-embed-load]");
if (!button) continue;
button.hidden = false;
button.addEventListener("click", () => {
const frame = document.createElement("iframe");
frame.src = embed.dataset.embed;
frame.title = embed.dataset.embedTitle;
frame.allow = "fullscreen; picture-in-picture";
frame.referrerPolicy = "strict-origin-when-cross-origin";
button.replaceWith(frame);
frame.focus();
});
}
};
async function begin(workers) {
await workers.register("/sw.js");
if (workers.controller) return;
const { active } = await workers.ready;
active.postMessage(location.pathname);
}
async function end(workers) {
const old = await workers.getRegistration("/");
if (!old) return;
await old.unregister();
for (const name of await caches.keys()) await caches.delete(name);
}
function startKeeping() {
const workers = navigator.serviceWorker;
if (!workers || location.pathname.startsWith("/desk/")) return;
const does = document.querySelector("link[rel=manifest]") ? begin : end;
window.addEventListener("load", () => does(workers).catch(() => undefined));
}
startRelativeTimes();
startStickyHeader();
startEmbeds();
startKeeping();
