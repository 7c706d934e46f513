// Tell the tabs that wait for a sign-in, and make way for them.
const channel = new BroadcastChannel("dateline-desk");
channel.postMessage({ signedIn: true });
if (window.opener || window.history.length <= 2) window.setTimeout(() => window.close(), 800);
