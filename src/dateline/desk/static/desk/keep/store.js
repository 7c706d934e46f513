// Where a browser keeps what was typed: IndexedDB, or localStorage where there is none. Texts are locked with a key
// that the server gives to their writer alone, so that the next person at a shared computer cannot read them.

const DATABASE = "dateline-desk";
const TABLE = "kept";
const PREFIX = "dateline-kept:";
const DAY = 24 * 60 * 60 * 1000;

const wait = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function indexed() {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE, { keyPath: "tab" });
  const database = await wait(opening);
  const table = (mode) => database.transaction(TABLE, mode, { durability: "strict" }).objectStore(TABLE);
  return {
    put: (row) => wait(table("readwrite").put(row)),
    all: () => wait(table("readonly").getAll()),
    remove: (tab) => wait(table("readwrite").delete(tab)),
    // Looks and writes in one transaction, so that no other tab writes in between.
    async exchange({ tab, kept_at }, row) {
      const rows = table("readwrite");
      const found = await wait(rows.get(tab));
      if (found?.kept_at === kept_at) await wait(row ? rows.put(row) : rows.delete(tab));
    },
  };
}

function local() {
  localStorage.setItem(`${PREFIX}probe`, "1");
  localStorage.removeItem(`${PREFIX}probe`);
  return {
    put: async (row) => localStorage.setItem(PREFIX + row.tab, JSON.stringify(row)),
    all: async () =>
      Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map((name) => JSON.parse(localStorage.getItem(name))),
    remove: async (tab) => localStorage.removeItem(PREFIX + tab),
    async exchange({ tab, kept_at }, row) {
      const found = localStorage.getItem(PREFIX + tab);
      if (!found || JSON.parse(found).kept_at !== kept_at) return;
      if (row) localStorage.setItem(PREFIX + tab, JSON.stringify(row));
      else localStorage.removeItem(PREFIX + tab);
    },
  };
}

// Without https there is no cryptography in browsers; then texts are kept as they are, see `tidy`.
async function lockOf(key) {
  if (!globalThis.crypto?.subtle) return null;
  const raw = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
  const secret = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  return {
    async seal(text) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, secret, new TextEncoder().encode(text)) };
    },
    async open({ iv, data }) {
      return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, secret, data));
    },
  };
}

// Too old, or somebody else's and readable: away with it.
async function tidy(rows, { user, days }) {
  for (const row of await rows.all()) {
    if (row.kept_at < Date.now() - days * DAY || (row.user !== user && row.text)) await rows.remove(row.tab);
  }
}

export async function openStore({ user, key, days }) {
  const isIndexed = Boolean(globalThis.indexedDB);
  const rows = await (isIndexed ? indexed().catch(local) : local());
  const lock = isIndexed ? await lockOf(key) : null;
  await tidy(rows, { user, days });
  // Locking a text takes its time, and a short one is done before a long one: what was kept last must stay.
  let turn = Promise.resolve();
  const inTurn = (write) => {
    turn = turn.then(write, write);
    return turn;
  };
  // `entry` is { tab, page, kind, place, kept_at } and whatever else; only these are readable without the key.
  const rowOf = async ({ tab, page, kind, place, kept_at }, text) => {
    const row = { tab, page, kind, place, kept_at, user };
    return lock ? { ...row, sealed: await lock.seal(text) } : { ...row, text };
  };
  return {
    put(entry) {
      const text = JSON.stringify(entry);
      return inTurn(async () => rows.put(await rowOf(entry, text)));
    },
    remove: (tab) => inTurn(() => rows.remove(tab)),
    // For entries of other tabs: what was kept there since this one was read stays.
    putUnchanged: (entry) => inTurn(async () => rows.exchange(entry, await rowOf(entry, JSON.stringify(entry)))),
    removeUnchanged: (entry) => inTurn(() => rows.exchange(entry, null)),
    async mine() {
      const found = [];
      for (const row of await rows.all()) {
        if (row.user !== user) continue;
        try {
          found.push(JSON.parse(row.sealed ? await lock.open(row.sealed) : row.text));
        } catch {
          // Locked with the key of an earlier installation: nobody can read it again.
          await rows.remove(row.tab);
        }
      }
      return found.sort((one, other) => other.kept_at - one.kept_at);
    },
  };
}
