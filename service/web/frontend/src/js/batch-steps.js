// Rows and rehearsal of a batch: after each act the focus stands where the next one is.
import { comeBack, keepFocus } from "./kit/coming-back.js";

comeBack();
document.addEventListener("change", (event) => event.target.closest("form[data-autosubmit]") && keepFocus(event.target));

// Reading thousands of rows takes seconds: the form that was sent says what goes on.
document.addEventListener("submit", (event) => event.target.querySelector("[data-reading]")?.removeAttribute("hidden"));
addEventListener("pageshow", () => document.querySelectorAll("[data-reading]").forEach((words) => (words.hidden = true)));

/** What may be done in a line of the table: its field, else its first button. */
const act = (line) => line?.querySelector("input:not([type=hidden])") ?? line?.querySelector("button");

const rows = document.getElementById("rows-state");
let acted = null;
rows?.addEventListener("submit", (event) => {
  const line = (event.submitter?.closest("tr") ? event.submitter : document.activeElement)?.closest("tr[data-place]");
  acted = line ? { place: line.dataset.place, undo: line.classList.contains("fixed") } : { place: "", undo: false };
}, true);

/** After mending, the next line that is to be mended; after taking back, the line itself; with nothing left, what comes next. */
function goOn() {
  if (!acted) return;
  const lines = [...rows.querySelectorAll("tr[data-place]")];
  const from = lines.findIndex((line) => line.dataset.place === acted.place || line.dataset.place === rowOf(acted.place));
  const same = lines[from];
  const left = [...lines.slice(from + 1), ...lines.slice(0, from + 1)].filter((line) => !line.classList.contains("fixed"));
  const back = acted.undo && lines.find((line) => !line.classList.contains("fixed") && rowOf(line.dataset.place) === acted.place);
  const wrong = same && !same.classList.contains("fixed") && !acted.undo ? same : null;
  acted = null;
  (act(back || wrong || left[0]) ?? rows.querySelector(".footbar .primary:not([disabled])") ?? rows.querySelector(".screen-title")).focus();
}

/** ``Dữ liệu!C7`` lies in ``Dữ liệu!7``. */
function rowOf(place) {
  const at = place.lastIndexOf("!") + 1;
  return place.slice(0, at) + place.slice(at).replace(/^[A-Z]+/, "");
}
document.addEventListener("htmx:after:swap", goOn);
