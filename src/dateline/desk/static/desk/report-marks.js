// At each block and field of the edit screen: how many reports of readers wait about it, and the way to them.
// Without script the panel “Reader reports” leads to the places instead.
const list = document.getElementById("report-marks");
const places = list ? JSON.parse(list.textContent) : [];

const open = (place) => {
  const toggle = document.querySelector('[data-side-panel-toggle="reader_reports"]');
  if (toggle?.getAttribute("aria-expanded") !== "true") toggle?.click();
  const row = document.querySelector(`.reports--beside [data-place="${CSS.escape(place)}"]`);
  row?.scrollIntoView({ block: "center" });
  row?.focus({ preventScroll: true });
};

const mark = ({ place, label }) => {
  const target = document.getElementById(place);
  const section = target?.closest(".w-panel");
  const header = section?.querySelector(":scope > .w-panel__header");
  if (!header || header.querySelector(":scope > .report-mark")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "report-mark";
  button.textContent = label;
  button.addEventListener("click", () => open(place));
  header.append(button);
};

if (places.length) {
  const all = () => places.forEach(mark);
  all();
  // Blocks come with Wagtail's script, and anew when they are moved or doubled.
  const form = document.querySelector("[data-edit-form]") ?? document.body;
  new MutationObserver(all).observe(form, { childList: true, subtree: true });
}
