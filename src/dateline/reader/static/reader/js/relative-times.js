// Turns the times of latest headlines into "18 minutes ago" and keeps them right in a tab that stays open.
// The absolute time stays in the title, and comes back when a story is older than a day.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const relativeTime = (then, now, language) => {
  const age = now - then;
  if (age >= DAY || age < -MINUTE) return null;
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (age < MINUTE) return words.format(0, "second");
  if (age < HOUR) return words.format(-Math.floor(age / MINUTE), "minute");
  return words.format(-Math.floor(age / HOUR), "hour");
};

const refresh = (times, language) => {
  const now = Date.now();
  for (const [time, absolute] of times) {
    const words = relativeTime(Date.parse(time.dateTime), now, language) ?? absolute;
    if (time.textContent === words) continue;
    time.textContent = words;
    time.title = words === absolute ? "" : absolute;
  }
};

export const startRelativeTimes = () => {
  const language = document.documentElement.lang || "en";
  const times = [...document.querySelectorAll("time[data-relative]")].map((time) => [time, time.textContent]);
  if (!times.length) return;
  const again = () => refresh(times, language);
  again();
  setInterval(again, MINUTE / 2);
  // Timers sleep with the machine and in hidden tabs.
  document.addEventListener("visibilitychange", () => document.hidden || again());
  addEventListener("pageshow", again);
};
