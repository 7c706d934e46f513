// Counts the letters of an alert and shows it as a device would, while it is being written.

const preview = document.querySelector("[data-alert-preview]");

function follow(field) {
  const count = document.createElement("p");
  const shown = preview?.querySelector(`[data-alert-${field.dataset.alertField}]`);
  count.className = "alert-count";
  count.dataset.alertCount = field.dataset.alertField;
  field.after(count);
  const show = () => {
    // As the form counts: one for each character, however it is stored.
    count.textContent = `${[...field.value].length} / ${field.maxLength}`;
    if (shown) shown.textContent = field.value;
  };
  field.addEventListener("input", show);
  show();
}

for (const field of document.querySelectorAll("[data-alert-field]")) follow(field);
if (preview) preview.hidden = false;
