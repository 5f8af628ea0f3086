// Faults beside their fields: one line under each, dots in the outline, the count at the strip.
import { h, icon } from "../kit/dom.js";
import { refreshOutline } from "./outline.js";

export let problems = [];

/** The field that shows a pointer, or the nearest one above it. */
export function fieldFor(path) {
  for (let place = path; place; place = place.slice(0, place.lastIndexOf("/"))) {
    const found = document.querySelector(`#content [data-path="${CSS.escape(place)}"], #content [data-also~="${CSS.escape(place)}"]`);
    if (found) return found;
  }
  return null;
}

/** A blank that nobody has come to yet is not shouted about: only what was typed wrongly is marked red. */
export const isBlank = (problem) => ["blank", "missing", "string-too-short", "too-short", "list-empty"].includes(problem.code);

export function showProblems(found = problems) {
  problems = found;
  for (const line of document.querySelectorAll("#content .fault[data-problem]")) line.remove();
  for (const field of document.querySelectorAll("#content [aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
  const seen = new Set();
  for (const problem of problems) {
    const field = fieldFor(problem.path);
    if (!field || seen.has(field) || (isBlank(problem) && document.activeElement === field)) continue;
    seen.add(field);
    const id = `fault-${seen.size}`;
    const line = h("div", { class: isBlank(problem) ? "fault soft" : "fault", id, data: { problem: problem.path } }, icon(isBlank(problem) ? "circle" : "x-circle"), h("span", {}, problem.message));
    if (!isBlank(problem)) field.setAttribute("aria-invalid", "true");
    if (field.matches("input, textarea, select")) field.setAttribute("aria-describedby", id);
    (field.closest(".item-box, .combo, .field-box") ?? field).after(line);
  }
  for (const place of document.querySelectorAll("[data-count]")) {
    const real = problems.length;
    place.textContent = place.closest(".editor-tabs") ? (real ? `(${real})` : "") : real;
    place.hidden = !real;
    place.classList.toggle("warn", problems.every(isBlank));
    place.classList.toggle("bad", !problems.every(isBlank));
  }
  refreshOutline();
}
