const STORIES = "stories";
const PICTURES = "pictures";
const MOST = { [STORIES]: 20, [PICTURES]: 60 };
const STORY = /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/;
async function keep(name, key, answer) {
const cache = await caches.open(name);
await cache.delete(key);
await cache.put(key, answer);
const keys = await cache.keys();
await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map((old) => cache.delete(old)));
}
async function forget(key) {
await (await caches.open(STORIES)).delete(key);
}
async function marked(answer) {
const headers = new Headers(answer.headers);
headers.delete("content-encoding");
headers.delete("content-length");
const at = new Date(headers.get("date") || 0);
const time = new Intl.DateTimeFormat(PAPER.language, { dateStyle: "long", timeStyle: "short" }).format(at);
const note = `<p class="offline-note" role="status">${PAPER.words.kept} ${time}</p>`;
const text = (await answer.text()).replace("<main", () => `${note}<main`);
return new Response(text, { headers });
}
async function page(event, path) {
let answer;
try {
answer = (await event.preloadResponse) || (await fetch(event.request));
} catch {
const known = STORY.test(path) && (await caches.match(path, { cacheName: STORIES }));
return known ? marked(known) : (await caches.match(PAPER.page)) || Response.error();
}
if (STORY.test(path)) {
if (answer.ok) event.waitUntil(keep(STORIES, path, answer.clone()));
else if (answer.status < 500 && answer.status !== 429) event.waitUntil(forget(path));
}
return answer;
}
async function file(event, isPicture) {
try {
const answer = await fetch(event.request);
if (isPicture && answer.ok) event.waitUntil(keep(PICTURES, event.request, answer.clone()));
return answer;
} catch {
return (await caches.match(event.request)) || Response.error();
}
}
const isOfStory = (request) => URL.canParse(request.referrer) && STORY.test(new URL(request.referrer).pathname);
self.addEventListener("install", (event) => {
self.skipWaiting();
event.waitUntil(caches.open(PAPER.name).then((cache) => cache.addAll([PAPER.page, ...PAPER.files])));
});
self.addEventListener("activate", (event) => event.waitUntil((async () => {
const known = [PAPER.name, STORIES, PICTURES];
for (const name of await caches.keys()) if (!known.includes(name)) await caches.delete(name);
await self.registration.navigationPreload?.enable();
await self.clients.claim();
})()));
self.addEventListener("fetch", (event) => {
const { request } = event;
const { origin, pathname } = new URL(request.url);
if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/desk/")) return;
if (request.mode === "navigate") event.respondWith(page(event, pathname));
else if (pathname.startsWith("/static/")) event.respondWith(file(event, false));
else if (request.destination === "image" && isOfStory(request)) event.respondWith(file(event, true));
});
self.addEventListener("message", ({ data }) => {
if (STORY.test(data)) fetch(data).then((answer) => answer.ok && keep(STORIES, data, answer)).catch(() => undefined);
});
