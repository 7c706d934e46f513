// At each block and field of the edit screen: how many reports of readers wait about it, and the way to them.
// Without script the panel “Reader reports” leads to the places instead.
const list = document.getElementById("report-marks");
const places = list ? JSON.parse(list.textContent) : [];

const open = (place) => {
  const toggle = document.querySelector('[data-side-panel-toggle="reader_reports"]');
  if (toggle?.getAttribute("aria-expanded") !== "true") toggle?.click();
  const row = document.querySelector(`.reports--beside [data-place="${CSS.escape(place)}"]`);
  if (row) reach(row, 20);
};

// A panel that opens cannot be focused at once.
const reach = (row, tries) => {
  row.scrollIntoView({ block: "nearest" });
  row.focus({ preventScroll: true });
  if (document.activeElement !== row && tries) setTimeout(() => reach(row, tries - 1), 50);
};

const mark = ({ place, label }) => {
  const target = document.getElementById(place);
  const section = target?.closest(".w-panel");
  if (!section || section.querySelector(`.report-mark[data-at="${CSS.escape(place)}"]`)) return;
  const header = section.querySelector(":scope > .w-panel__header");
  // The headline has a heading for screen readers alone.
  const isShown = header && place !== "id_title";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "report-mark";
  button.dataset.at = place;
  button.textContent = label;
  button.addEventListener("click", () => open(place));
  (isShown ? header : section.querySelector(":scope > .w-panel__content") ?? section).append(button);
};

if (places.length) {
  const all = () => places.forEach(mark);
  all();
  // Blocks come with Wagtail's script, and anew when they are moved or doubled.
  const form = document.querySelector("[data-edit-form]") ?? document.body;
  new MutationObserver(all).observe(form, { childList: true, subtree: true });
}
