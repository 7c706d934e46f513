// What the service worker does with alerts, where the paper has them. PAPER.alerts holds the key and the icon.

async function show(told) {
  const { title, navigate, ...rest } = told;
  const { icon } = PAPER.alerts;
  await self.registration.showNotification(title, { ...rest, icon, data: navigate });
}

async function lead(address) {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) return;
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = open.find((one) => one.url === url.href);
  await (there ? there.focus() : self.clients.openWindow(url.href));
}

// Push services give a device another address now and then.
async function move(from, to) {
  const { key } = PAPER.alerts;
  const now = to ?? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const body = JSON.stringify({ endpoint: from.endpoint, to: now });
  await fetch("/alerts/change/", { method: "POST", headers: { "content-type": "application/json" }, body });
}

self.addEventListener("push", (event) => {
  const told = event.data?.json().notification;
  if (told) event.waitUntil(show(told));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  if (event.oldSubscription) event.waitUntil(move(event.oldSubscription, event.newSubscription));
});
