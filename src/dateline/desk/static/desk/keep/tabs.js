// Which forms are open in this browser at the moment, in whatever tab.
import { channel } from "./pulse.js";

const ANSWER_TIME = 400;

export const answerFor = (journal) => channel.addEventListener("message", ({ data }) => data.who && channel.postMessage({ alive: journal.tab }));

// A text whose tab is still open is being written there.
export async function openElsewhere() {
  const open = new Set();
  const hear = ({ data }) => data.alive && open.add(data.alive);
  channel.addEventListener("message", hear);
  channel.postMessage({ who: true });
  await new Promise((done) => window.setTimeout(done, ANSWER_TIME));
  channel.removeEventListener("message", hear);
  return open;
}
