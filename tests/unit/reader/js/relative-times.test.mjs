import assert from "node:assert/strict";
import test from "node:test";
import { relativeTime } from "../../../../src/dateline/reader/static/reader/js/relative-times.js";

const MINUTE = 60_000;
const THEN = Date.parse("2026-05-14T13:53:00+03:00");
const after = (minutes, language = "en") => relativeTime(THEN, THEN + minutes * MINUTE, language);

test("speaks of minutes, then of hours, then gives the absolute time back", () => {
  assert.equal(after(0.5), "now");
  assert.equal(after(18), "18 minutes ago");
  assert.equal(after(59.9), "59 minutes ago");
  assert.equal(after(200), "3 hours ago");
  assert.equal(after(24 * 60), null);
});

test("speaks the language of the page", () => {
  assert.equal(after(18, "ru"), "18 минут назад");
});

test("does not invent the future when the reader's clock is slow", () => {
  assert.equal(after(-0.5), "now");
  assert.equal(after(-30), null);
});
