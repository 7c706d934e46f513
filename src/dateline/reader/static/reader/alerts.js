const box = document.querySelector("[data-alerts]");
const form = box.querySelector("form");
const end = form.querySelector("[data-alerts-end]");
const boxes = [...form.querySelectorAll("input[name=subject]")];
const workers = navigator.serviceWorker;
function say(name) {
for (const words of box.querySelectorAll("[data-alerts-words]")) words.hidden = words.dataset.alertsWords !== name;
}
function ask(act, told) {
const headers = { "content-type": "application/json" };
return fetch(`/alerts/${act}/`, { method: "POST", headers, body: JSON.stringify(told) });
}
function obstacle() {
const isOnScreen = navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;
if (!("PushManager" in window) || !("Notification" in window) || !workers) {
return "standalone" in navigator && !isOnScreen ? "home" : "cannot";
}
return Notification.permission === "denied" ? "denied" : "";
}
function chosen() {
return boxes.filter((one) => one.checked).map((one) => one.value);
}
function settle(subjects) {
for (const one of boxes) one.checked = subjects ? subjects.includes(one.value) : one.defaultChecked;
end.hidden = !subjects;
form.dataset.alertsOn = subjects ? "yes" : "";
form.hidden = false;
}
async function manager() {
await workers.register("/sw.js");
return (await workers.ready).pushManager;
}
async function begin() {
if ((await Notification.requestPermission()) !== "granted") return say("denied");
const pushManager = await manager();
const applicationServerKey = box.dataset.alerts;
let made;
try {
made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
} catch (error) {
if (error.name !== "InvalidStateError") throw error;
await (await pushManager.getSubscription()).unsubscribe();
made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}
const answer = await ask("subscribe", { ...made.toJSON(), subjects: chosen() });
if (!answer.ok) return say("failed");
settle(chosen());
say("on");
}
async function stop() {
const made = await (await manager()).getSubscription();
if (made) {
await ask("unsubscribe", { endpoint: made.endpoint });
await made.unsubscribe();
}
settle(null);
say("off");
}
async function look() {
const found = obstacle();
if (found) return say(found);
settle(null);
const made = await (await manager()).getSubscription();
const answer = made && (await ask("known", { endpoint: made.endpoint }));
if (answer?.ok) {
settle((await answer.json()).subjects);
say("on");
}
}
function during(work) {
const buttons = [...form.querySelectorAll("button")];
for (const one of buttons) one.disabled = true;
return work().catch(() => say("failed")).finally(() => {
for (const one of buttons) one.disabled = false;
});
}
form.addEventListener("submit", (event) => {
event.preventDefault();
if (chosen().length) during(begin);
else if (form.dataset.alertsOn) during(stop);
else say("nothing");
});
end.addEventListener("click", () => during(stop));
look().catch(() => say("failed"));
