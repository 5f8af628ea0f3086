// Faults and findings beside their fields: one line under each, dots in the outline, the count at the strip.
import { h, icon } from "../kit/dom.js";
import { released } from "../kit/released.js";
import { _ } from "../kit/words.js";
import { refreshOutline } from "./outline.js";

export let problems = [];
/** What the checker found on the printed document, each with the `path` of its words where it is known. */
export let findings = [];

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
/** A fault as lists say it: a blank by its place, which says more than that something is blank. */
export const inWords = (problem) => (isBlank(problem) ? _("{place}: chưa điền", { place: problem.place }) : problem.message);
export const isGrave = (finding) => finding.tone === "bad" || finding.tone === "warn";

function clear() {
  for (const line of document.querySelectorAll("#content .fault[data-problem], #content .wrong-words")) line.remove();
  for (const field of document.querySelectorAll("#content .warned")) field.classList.remove("warned");
  for (const field of document.querySelectorAll("#content [aria-invalid], #content [aria-describedby^=fault-]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

function put(field, line, id) {
  if (field.matches("input, textarea, select")) field.setAttribute("aria-describedby", id);
  (field.closest(".item-box, .combo, .field-box, .dated") ?? field).after(line);
}

/** The wrong words of a field, underlined behind what is typed. */
function underline(field, wrong) {
  const box = field.closest(".rich");
  const at = wrong ? field.value.indexOf(wrong) : -1;
  if (!box || at < 0) return;
  box.append(h("span", { class: "rich-layer wrong-words", "aria-hidden": "true" }, field.value.slice(0, at), h("span", {}, wrong), field.value.slice(at + wrong.length)));
  field.addEventListener("input", () => box.querySelector(".wrong-words")?.remove(), { once: true });
}

function count() {
  const real = problems.length + findings.filter(isGrave).length;
  const grave = problems.some((one) => !isBlank(one)) || findings.some(({ tone }) => tone === "bad");
  for (const place of document.querySelectorAll("[data-count]")) {
    place.textContent = place.closest(".editor-tabs") ? (real ? `(${real})` : "") : real;
    place.hidden = !real;
    place.classList.toggle("warn", !grave);
    place.classList.toggle("bad", grave);
  }
}

/** Show what is missing and what was found; what is not given stays as it was. */
export function showProblems(missing = problems, found = findings) {
  problems = missing;
  findings = found;
  released(draw);
}

/** The lines anew; one that has the focus keeps it, as an answer of the server may come at any time. */
function draw() {
  const held = document.activeElement?.closest("#content .fault[data-problem]")?.dataset.problem;
  clear();
  const seen = new Set();
  for (const problem of problems) {
    const field = fieldFor(problem.path);
    if (!field || seen.has(field) || (isBlank(problem) && document.activeElement === field)) continue;
    seen.add(field);
    const id = `fault-${seen.size}`;
    if (!isBlank(problem)) field.setAttribute("aria-invalid", "true");
    put(field, h("div", { class: isBlank(problem) ? "fault soft" : "fault", id, data: { problem: problem.path } }, icon(isBlank(problem) ? "circle" : "x-circle"), h("span", {}, problem.message)), id);
  }
  for (const finding of findings.filter((one) => one.path && isGrave(one))) {
    const field = fieldFor(finding.path);
    if (!field || seen.has(field) || field.closest("[data-own-fix]")?.querySelector(".fault:not([data-problem], [hidden])")) continue;
    seen.add(field);
    const id = `fault-${seen.size}`;
    const bad = finding.tone === "bad";
    field.classList.add("warned");
    if (bad) field.setAttribute("aria-invalid", "true");
    underline(field, finding.wrong);
    put(field, h("div", { class: bad ? "fault" : "fault soft", id, data: { problem: finding.path } }, icon(bad ? "x-circle" : "exclamation-triangle"), h("span", {}, finding.short), finding.mend ? h("button", { type: "button", class: "link", title: finding.cite, onclick: finding.mend }, _("Sửa giúp")) : null), id);
  }
  if (held) document.querySelector(`#content .fault[data-problem="${CSS.escape(held)}"] button`)?.focus({ preventScroll: true });
  count();
  refreshOutline();
}
