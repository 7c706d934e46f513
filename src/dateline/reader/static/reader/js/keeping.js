// The service worker, where the paper has one. When it is switched off, what it kept is forgotten.

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

export function startKeeping() {
  const workers = navigator.serviceWorker;
  if (!workers || location.pathname.startsWith("/desk/")) return;
  const does = document.querySelector("link[rel=manifest]") ? begin : end;
  // After everything that readers wait for.
  window.addEventListener("load", () => does(workers).catch(() => undefined));
}
