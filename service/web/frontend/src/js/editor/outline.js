// The list of parts at the left: a dot for the state of each, the sections of the content below.
import { h } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { outline } from "./numbers.js";
import { findings, isBlank, isGrave, problems } from "./problems.js";
import { store } from "./store.js";

export const PARTS = [
  { id: "head", name: _("Thể thức chung"), keys: ["subject", "issuer", "parent_agency", "issued_on", "addressees", "urgency", "symbol", "medium", "circulation", "contact", "reported_on", "upward", "kind", "drafter_mark", "invitation", "introduction", "minutes", "leave"] },
  { id: "bases", name: _("Căn cứ ban hành"), keys: ["legal_bases", "opening"] },
  { id: "body", name: _("Nội dung"), keys: ["body", "attachment"] },
  { id: "tasks", name: _("Bảng nhiệm vụ"), keys: ["tasks", "appendices"] },
  { id: "recipients", name: _("Nơi nhận"), keys: ["recipients", "archive"] },
  { id: "signer", name: _("Người ký"), keys: ["signer"] },
];

const under = (prefix) => problems.filter((problem) => problem.path === prefix || problem.path.startsWith(`${prefix}/`));
const STATES = { ok: _("đủ"), todo: _("còn chỗ phải xem"), bad: _("có lỗi"), none: _("trống") };

const warned = (prefix) => findings.filter((finding) => isGrave(finding) && (finding.path === prefix || finding.path?.startsWith(`${prefix}/`)));

function stateOf(prefixes, filled) {
  const missing = prefixes.flatMap(under);
  const found = prefixes.flatMap(warned);
  if (missing.some((problem) => !isBlank(problem)) || found.some(({ tone }) => tone === "bad")) return "bad";
  if (missing.length || found.length) return "todo";
  return filled ? "ok" : "none";
}

const filled = (part) => part.keys.some((key) => { const value = store.data[key]; return Array.isArray(value) ? value.length : value && Object.keys(value).length; });
const dot = (kind) => h("span", { class: `dot ${kind}`, role: "img", "aria-label": STATES[kind] });

let pages = 0;
document.addEventListener("pages:shown", ({ detail }) => {
  pages = detail;
  refreshOutline();
});

export function refreshOutline() {
  const place = document.getElementById("outline");
  if (!place) return;
  const current = document.querySelector(".part.open.focused")?.dataset.part;
  const rows = [];
  for (const part of PARTS) {
    const kind = stateOf(part.keys.map((key) => `/${key}`), filled(part));
    rows.push(h("a", { href: `#part-${part.id}`, data: { go: part.id }, title: part.name, "aria-current": part.id === current ? "true" : null }, dot(kind), h("span", {}, part.name)));
    if (part.id === "body")
      for (const row of outline(store.data.body?.content, store.data.body?.layout, "/body/content"))
        if (row.depth === 0 && row.block.title !== undefined)
          rows.push(h("a", { class: "sub", href: `#${row.path}`, data: { path: row.path }, title: row.block.title }, dot(stateOf([row.path], true)), h("span", {}, `${row.label} ${row.block.title || _("(chưa có tiêu đề)")}`)));
  }
  const tasks = (store.data.tasks ?? []).reduce((sum, group) => sum + (group.tasks?.length ?? 0), 0);
  rows.push(h("p", { class: "about" }, [[pages ? _("{n} trang", { n: pages }) : "", tasks ? `${tasks} ${_("nhiệm vụ")}` : ""].filter(Boolean).join(", "), _("Alt PgUp, PgDn để chuyển phần")].filter(Boolean).join(". ")));
  patch(place, rows);
}

/** Change only what differs: a link that is being pressed must still be there when it is let go. */
function patch(place, rows) {
  if (place.childElementCount !== rows.length) return place.replaceChildren(...rows);
  rows.forEach((row, index) => {
    const old = place.children[index];
    if (old.isEqualNode(row)) return;
    if (old.tagName !== row.tagName) return old.replaceWith(row);
    for (const { name } of [...old.attributes]) if (!row.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of row.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    [...row.children].forEach((child, at) => old.children[at]?.isEqualNode(child) || old.children[at]?.replaceWith(child.cloneNode(true)));
    if (!row.childElementCount) old.textContent = row.textContent;
  });
}
