const list = document.querySelector("[data-kept-stories]");
const nothing = document.querySelector("[data-kept-nothing]");
const forget = document.querySelector("[data-kept-forget]");
async function show() {
const cache = await caches.open("stories");
const kept = (await cache.keys()).reverse();
const rows = await Promise.all(kept.map(async (request) => row(request, await cache.match(request))));
list.replaceChildren(...rows);
nothing.hidden = rows.length > 0;
forget.hidden = rows.length === 0;
}
async function row(request, answer) {
const page = new DOMParser().parseFromString(await answer.text(), "text/html");
const heading = page.querySelector("main h1");
const link = document.createElement("a");
link.href = new URL(request.url).pathname;
link.textContent = heading?.textContent.trim() || link.pathname;
link.lang = heading?.closest("[lang]")?.lang || "";
const item = document.createElement("li");
item.append(link);
return item;
}
forget.querySelector("button").addEventListener("click", async () => {
await Promise.all(["stories", "pictures"].map((name) => caches.delete(name)));
await show();
});
if ("caches" in window) show();
else nothing.hidden = false;
