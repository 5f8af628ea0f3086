// An old document beside what it was recognised as: the part in focus is marked in the file, and what was chosen survives going back.
const form = document.getElementById("review");
const panes = document.getElementById("panes");
const source = document.getElementById("source");
const kept = `nd30-import:${form.dataset.key}`;
const fields = () => [...form.elements].filter((field) => field.name && field.type !== "hidden");

function keep() {
  const values = fields().map((field) => [field.name, field.value, field.checked]);
  sessionStorage.setItem(kept, JSON.stringify(values));
}

function restore() {
  const values = JSON.parse(sessionStorage.getItem(kept) ?? "[]");
  for (const [name, value, checked] of values) {
    for (const field of fields().filter((one) => one.name === name)) {
      if (field.type === "radio") field.checked = field.value === value ? checked : field.checked;
      else if (field.type === "checkbox") field.checked = checked;
      else field.value = value;
    }
  }
}

/** Parts and lines that are left out look so. */
function dim() {
  for (const box of form.querySelectorAll("[data-keeps]")) box.closest(".card").classList.toggle("left-out", !box.checked);
  for (const box of form.querySelectorAll("[data-keeps-row]")) box.closest("li").classList.toggle("left-out", !box.checked);
}

function show(tab) {
  panes.dataset.tab = tab;
  for (const button of document.querySelectorAll(".editor-tabs [data-tab]")) button.setAttribute("aria-current", String(button.dataset.tab === tab));
}

/** Mark the lines of a part, and bring the first of them into view within its own pane. */
function mark(name, follow) {
  for (const line of source.querySelectorAll(".marked")) line.classList.remove("marked");
  const lines = [...source.querySelectorAll(`[data-part="${CSS.escape(name)}"]`)];
  for (const line of lines) line.classList.add("marked");
  if (!lines.length || !follow) return;
  const hidden = lines[0].closest("details:not([open])");
  const target = hidden ? hidden.closest(".source-page") : lines[0];
  source.scrollTop += target.getBoundingClientRect().top - source.getBoundingClientRect().top - 16;
}

/** To the next part or line that a person should look at, from where the focus is; round the corner to the first. */
function nextUnsure(step) {
  const places = [...form.querySelectorAll(".card:has(> header .sure-mark.warn) :is(.input, input:not([type=hidden])), .content-rows .unsure input[type=checkbox]")].filter(
    (field, index, all) => field.offsetParent && (field.closest(".unsure") || all.find((one) => one.closest(".card") === field.closest(".card")) === field),
  );
  if (!places.length) return;
  show("parts");
  const after = places.filter((place) => document.activeElement.compareDocumentPosition(place) & (step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING));
  const inside = form.contains(document.activeElement) ? after : [];
  const place = step > 0 ? (inside[0] ?? places[0]) : (inside.at(-1) ?? places.at(-1));
  place.focus();
  place.closest("li.unsure, .card").scrollIntoView({ block: "nearest" });
}
document.getElementById("next-unsure")?.addEventListener("click", () => nextUnsure(1));
document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || event.isComposing) return;
  event.preventDefault();
  nextUnsure(event.shiftKey ? -1 : 1);
});

restore();
dim();
form.addEventListener("input", () => (keep(), dim()));
form.addEventListener("focusin", (event) => {
  const section = event.target.closest("[data-section]");
  if (section) mark(section.dataset.section === "kind" ? "subject" : section.dataset.section, event.target.matches(".input"));
});
document.addEventListener("click", (event) => {
  const tab = event.target.closest(".editor-tabs [data-tab]");
  if (tab) show(tab.dataset.tab);
  const see = event.target.closest("[data-see]");
  if (!see) return;
  event.preventDefault();
  show("source");
  mark(see.dataset.see, true);
  source.focus({ preventScroll: true });
});
