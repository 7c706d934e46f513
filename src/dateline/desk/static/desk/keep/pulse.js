// Is the server there, and is the writer still signed in? Asked before a form is sent and after a save failed.

const PATIENCE = 6000;
const AGAIN = 3000;

export const channel = new BroadcastChannel("dateline-desk");

export function openPulse({ urls, user }, form) {
  let timer = 0;
  let waiting = [];

  async function ask() {
    try {
      const answer = await fetch(urls.pulse, {
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status >= 500) return { state: "offline" };
      if (!answer.ok) return { state: "signed_out" };
      const told = await answer.json();
      if (told.user !== user) return { state: "other_user", name: told.name };
      // Whoever signs in again gets a new token; the form was made with the old one.
      if (form.elements.csrfmiddlewaretoken) form.elements.csrfmiddlewaretoken.value = told.token;
      if (globalThis.wagtailConfig) globalThis.wagtailConfig.CSRF_TOKEN = told.token;
      return { state: "here" };
    } catch {
      return { state: "offline" };
    }
  }

  async function look() {
    window.clearTimeout(timer);
    timer = 0;
    const found = await ask();
    const listeners = waiting;
    if (found.state === "here") waiting = [];
    else if (!timer) timer = window.setTimeout(look, AGAIN);
    listeners.forEach((tell) => tell(found));
  }

  // Calls `tell` with each answer until the server is there and knows the writer again.
  function watch(tell) {
    if (!waiting.includes(tell)) waiting.push(tell);
    if (!timer) look();
  }

  const soon = () => waiting.length && look();
  channel.addEventListener("message", ({ data }) => data.signedIn && soon());
  window.addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
  return { ask, watch };
}
