/* Checks a proof as dateline.lib does: signed note, RFC 6962 path, canonical leaf, commitment. Nothing goes out. */
"use strict";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });
const HEADER = "c2sp.org/tlog-proof@v1";
const TOLD = ["article", "version", "kind", "at", "url", "lang", "commitment"];

class Wrong extends Error {
  constructor(word, detail = "") {
    super(word);
    this.word = word;
    this.detail = detail;
  }
}

function demand(condition, word, detail) {
  if (!condition) throw new Wrong(word, detail);
}

function bytesOf(text, word) {
  let raw;
  try {
    raw = atob(text);
  } catch {
    throw new Wrong(word);
  }
  demand(btoa(raw) === text, word);
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) => hex(one) === hex(other);

async function readKey(line) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  demand(name, "badKey");
  const raw = bytesOf(encoded, "badKey");
  demand(raw.length === 33 && raw[0] === 1, "badKey");
  demand(hex((await sha256(encoder.encode(name + "\n"), raw)).slice(0, 4)) === id, "badKey");
  return { name, id, raw: raw.slice(1) };
}

async function openNote(note, key) {
  const end = note.lastIndexOf("\n\n");
  demand(end > 0 && note.endsWith("\n"), "badCheckpoint");
  const text = note.slice(0, end + 1);
  let found = false;
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    demand(name, "badCheckpoint");
    const signature = bytesOf(encoded, "badCheckpoint");
    if (name !== key.name || hex(signature.slice(0, 4)) !== key.id) continue;
    let publicKey;
    try {
      publicKey = await crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      throw new Wrong("oldBrowser");
    }
    const good = await crypto.subtle.verify("Ed25519", publicKey, signature.slice(4), encoder.encode(text));
    demand(good, "badSignature");
    found = true;
  }
  demand(found, "unknownKey", note.slice(end + 2));
  const [origin, size, root] = text.split("\n");
  demand(origin === key.name && /^(0|[1-9][0-9]{0,14})$/.test(size) && root, "badCheckpoint");
  return { origin, size: Number(size), root: bytesOf(root, "badCheckpoint") };
}

async function rootOf(leaf, index, size, path) {
  let [first, latest, value] = [index, size - 1, await sha256(Uint8Array.of(0), leaf)];
  for (const sibling of path) {
    demand(latest > 0 && sibling.length === 32, "badPath");
    if (first % 2 === 1 || first === latest) {
      value = await sha256(Uint8Array.of(1), sibling, value);
      while (first % 2 === 0 && first > 0) [first, latest] = [first / 2, Math.floor(latest / 2)];
    } else {
      value = await sha256(Uint8Array.of(1), value, sibling);
    }
    [first, latest] = [Math.floor(first / 2), Math.floor(latest / 2)];
  }
  demand(latest === 0, "badPath");
  return value;
}

function canonical(fields) {
  const keys = Object.keys(fields).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(fields[key])}`).join(",")}}`;
}

function readFields(text, word) {
  let fields;
  try {
    fields = JSON.parse(text);
  } catch {
    throw new Wrong(word);
  }
  demand(fields && typeof fields === "object" && canonical(fields) === text, word);
  return fields;
}

async function checkProof(text, keyLine) {
  const key = await readKey(keyLine);
  const gap = text.indexOf("\n\n");
  const [header, extra, index, ...path] = text.slice(0, Math.max(gap, 0)).split("\n");
  demand(gap > 0 && header === HEADER && extra?.startsWith("extra "), "badProof");
  demand(/^index (0|[1-9][0-9]{0,14})$/.test(index ?? "") && path.length <= 63, "badProof");
  const checkpoint = await openNote(text.slice(gap + 2), key);
  const leaf = bytesOf(extra.slice(6), "badProof");
  const place = Number(index.slice(6));
  demand(place < checkpoint.size, "badPath");
  const hashes = path.map((line) => bytesOf(line, "badProof"));
  demand(same(await rootOf(leaf, place, checkpoint.size, hashes), checkpoint.root), "badPath");
  return { checkpoint, index: place, leaf: readFields(decoder.decode(leaf), "badLeaf") };
}

async function checkVersion(text, leaf) {
  const fields = readFields(text.replace(/\n$/, ""), "badVersion");
  const names = { "dateline-version/1": TOLD.length + 3, "dateline-version/2": TOLD.length + 6 };
  demand(Object.keys(fields).length === names[fields.format], "badVersion");
  for (const name of [...TOLD, "said"]) demand(fields[name] === leaf[name], "disagree", name);
  return {
    content: await opened(fields.content, fields.nonce, fields.commitment, "otherWords"),
    said: "said" in fields ? await opened(fields.words, fields.words_nonce, fields.said, "otherSaid") : null,
  };
}

/* What a commitment was made to, or null when that is withheld. */
async function opened(text, nonce, commitment, word) {
  if (text === "" && nonce === "") return null;
  demand(/^[0-9a-f]{64}$/.test(nonce) && typeof text === "string", "badVersion");
  const bytes = Uint8Array.from(nonce.match(/../g), (pair) => parseInt(pair, 16));
  demand(hex(await sha256(bytes, encoder.encode(text))) === commitment, word);
  return JSON.parse(text);
}
