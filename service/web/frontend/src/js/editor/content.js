// The content as the document's own outline: numbers as printed, every item a growing text field, levels by Tab.
import Sortable from "sortablejs";

import { composing, h, icon } from "../kit/dom.js";
import { released } from "../kit/released.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { computedEditor } from "./computed.js";
import { growing, move, text, tool } from "./fields.js";
import { draw } from "./form.js";
import { below, become, canHaveTitle, CHOICES, COMPUTED, empty, field, fromLines, hasWords, holds, NAMES } from "./levels.js";
import { cut, joined, pastedLines, trimmed } from "./marks.js";
import { outline } from "./numbers.js";
import { markTools, richField } from "./rich.js";
import { at, put, state, store, words } from "./store.js";
import { emptyTable, tableEditor } from "./table.js";

const BODY = "/body/content";
const closed = new Set();

const parentOf = (path) => path.slice(0, path.lastIndexOf("/"));
const indexOf = (path) => Number(path.slice(path.lastIndexOf("/") + 1));
const rootOf = (path) => /^(?:\/body|\/attachment\/body|\/appendices\/\d+)\/content/.exec(path)?.[0] ?? BODY;
const layoutOf = (path) => at(rootOf(path).replace(/\/content$/, "/layout")) ?? (path.startsWith("/appendices") ? "sections" : state.kind.layout);

function redraw() {
  draw("body");
  if (store.data.appendices?.length) draw("tasks");
}

function change(task, focus, note = "") {
  store.update(task, { words: note });
  redraw();
  if (focus) queueMicrotask(() => focusOn(focus));
}

function focusOn(path, caret = null) {
  const element = document.querySelector(`#content [data-path="${CSS.escape(path)}"]`);
  if (!element) return;
  element.focus();
  if (!element.matches("textarea, input[type=text]")) return;
  const place = caret ?? element.value.length;
  element.setSelectionRange(place, place);
}

const fresh = (type) => empty(COMPUTED.has(type) || type === "table" ? "paragraph" : type);

function add(path) {
  const block = at(path);
  const index = indexOf(path);
  const inside = holds(block) && block.content?.length && !closed.has(path);
  if (inside) change((data) => at(`${path}/content`, data).unshift(fresh(at(`${path}/content/0`, data).type)), `${path}/content/0`);
  else change((data) => at(parentOf(path), data).splice(index + 1, 0, fresh(block.type)), `${parentOf(path)}/${index + 1}`);
}

function split(path, element) {
  const block = at(path);
  const said = block[field(block)];
  const [before, after] = [trimmed(cut(said, 0, element.selectionStart)), trimmed(cut(said, element.selectionEnd))];
  if (!words(after)) return add(path);
  const index = indexOf(path);
  change((data) => {
    const list = at(parentOf(path), data);
    list[index][field(list[index])] = before;
    const next = fresh(block.type);
    if (field(block) === "title" && "text" in next) (delete next.text, (next.title = ""));
    next[field(next)] = after;
    list.splice(index + 1, 0, next);
  }, `${parentOf(path)}/${index + 1}`);
  queueMicrotask(() => focusOn(`${parentOf(path)}/${index + 1}`, 0));
}

function indent(path) {
  const index = indexOf(path);
  if (!index || !holds(at(`${parentOf(path)}/${index - 1}`))) return;
  const layout = layoutOf(path);
  const place = `${parentOf(path)}/${index - 1}/content`;
  const count = at(place)?.length ?? 0;
  closed.delete(`${parentOf(path)}/${index - 1}`);
  change((data) => {
    const list = at(parentOf(path), data);
    const [block] = list.splice(index, 1);
    const above = list[index - 1];
    const kind = above.content?.at(-1)?.type;
    if (block.type !== "paragraph" && hasWords(block)) deepen(block, kind && kind !== "paragraph" && !COMPUTED.has(kind) ? kind : below(above.type, layout), layout);
    (above.content ??= []).push(block);
  }, `${place}/${count}`);
}

function deepen(block, type, layout) {
  become(block, type);
  for (const inner of block.content ?? []) if (inner.type === type) deepen(inner, below(type, layout), layout);
}

function outdent(path) {
  const list = parentOf(path);
  if (list === rootOf(path)) return;
  const owner = parentOf(list);
  const index = indexOf(path);
  const target = `${parentOf(owner)}/${indexOf(owner) + 1}`;
  change((data) => {
    const above = at(owner, data);
    const followers = above.content.splice(index + 1);
    const [block] = above.content.splice(index, 1);
    if (hasWords(block)) become(block, block.type === "paragraph" ? "paragraph" : above.type);
    if (followers.length && holds(block)) block.content = [...(block.content ?? []), ...followers];
    else above.content.push(...followers);
    if (!above.content.length) delete above.content;
    at(parentOf(owner), data).splice(indexOf(owner) + 1, 0, block);
  }, target);
}

function shift(path, step) {
  const index = indexOf(path);
  const list = at(parentOf(path));
  if (index + step < 0 || index + step >= list.length) return;
  change((data) => move(at(parentOf(path), data), index, index + step), `${parentOf(path)}/${index + step}`);
}

function duplicate(path) {
  change((data) => at(parentOf(path), data).splice(indexOf(path) + 1, 0, structuredClone(at(path, data))), `${parentOf(path)}/${indexOf(path) + 1}`);
}

function remove(path) {
  const index = indexOf(path);
  const list = parentOf(path);
  const inner = at(path).content?.length ?? 0;
  const neighbour = index ? `${list}/${index - 1}` : at(list).length > 1 ? `${list}/0` : list === rootOf(path) ? null : parentOf(list);
  change((data) => at(list, data).splice(index, 1), neighbour);
  toast(inner ? _("Đã bỏ một mục và {n} dòng bên trong.", { n: inner }) : _("Đã bỏ một mục."), () => (store.undo(), redraw()));
}

function setLevel(path, type) {
  change((data) => {
    const list = at(parentOf(path), data);
    const left = become(list[indexOf(path)], type);
    if (left.length) list.splice(indexOf(path) + 1, 0, ...left);
  }, path);
}

function toggleTitle(path) {
  change((data) => {
    const block = at(path, data);
    const titled = field(block) === "title";
    if (titled) block.text = block.text === undefined ? block.title : joined(block.title, " ", block.text);
    else block.title = words(block.text);
    delete block[titled ? "title" : "text"];
  }, path);
}

function insertAfter(path, type) {
  const block = type === "table" ? emptyTable() : { type };
  change((data) => at(parentOf(path), data).splice(indexOf(path) + 1, 0, block), `${parentOf(path)}/${indexOf(path) + 1}`);
}

const INSERTS = ["table", ...COMPUTED];

/** A table, or a block that the data fills in, after the item in focus. */
function inserting(path) {
  const types = INSERTS.filter((type) => type === "table" || store.data.tasks?.length);
  const list = h("select", { "aria-label": _("Chèn sau mục này"), onchange: (event) => insertAfter(path, event.target.value) }, h("option", { value: "" }, _("Chèn")), ...types.map((type) => h("option", { value: type }, NAMES[type])));
  return h("span", { class: "tool inserts", title: _("Chèn bảng, số liệu, biểu đồ") }, icon("table"), list);
}

/** A bar of tools for the item in focus. */
function bar(path, block) {
  const level = h("select", { class: "level", "aria-label": _("Cấp của mục"), onchange: (event) => setLevel(path, event.target.value) }, ...[...new Set([block.type, ...CHOICES[layoutOf(path)]])].map((type) => h("option", { value: type, selected: type === block.type }, NAMES[type])));
  return h("div", { class: "item-tools", role: "toolbar", "aria-label": _("Công cụ của mục") }, hasWords(block) ? level : h("span", { class: "level" }, NAMES[block.type]),
    tool("plus-lg", _("Thêm mục cùng cấp (Enter)"), () => add(path)), hasWords(block) ? [tool("text-indent-left", _("Lùi vào một cấp (Tab)"), () => indent(path)), tool("text-indent-right", _("Lùi ra một cấp (Shift Tab)"), () => outdent(path))] : null,
    tool("arrow-up", _("Chuyển lên (Alt ↑)"), () => shift(path, -1)), tool("arrow-down", _("Chuyển xuống (Alt ↓)"), () => shift(path, 1)), tool("copy", _("Nhân đôi (Ctrl D)"), () => duplicate(path)),
    canHaveTitle(block) ? tool("card-heading", _("Tiêu đề đậm đứng riêng một dòng"), () => toggleTitle(path), { "aria-pressed": String(field(block) === "title") }) : null,
    hasWords(block) && (block.text !== undefined || field(block) === "text") ? markTools(() => marking) : null, inserting(path), tool("trash", _("Bỏ mục (Alt Delete)"), () => remove(path)));
}

function keys(path, element) {
  return (event) => {
    if (composing(event)) return;
    const start = element.selectionStart === 0 && element.selectionEnd === 0;
    const act = (task) => (event.preventDefault(), (lastKey = ""), task());
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey) act(() => split(path, element));
    else if (event.key === "Tab" && passing === element) return;
    else if (event.key === "Tab" && !event.ctrlKey && !event.altKey && (start || !element.value)) act(() => (event.shiftKey ? outdent(path) : indent(path)));
    else if (event.altKey && event.key === "ArrowUp") act(() => shift(path, -1));
    else if (event.altKey && event.key === "ArrowDown") act(() => shift(path, 1));
    else if (event.altKey && event.key === "Delete") act(() => remove(path));
    else if (event.ctrlKey && event.key.toLowerCase() === "d") act(() => duplicate(path));
    else if (event.key === "Backspace" && !element.value) act(() => remove(path));
    else if ((event.key === "ArrowUp" && start) || (event.key === "ArrowDown" && element.selectionStart === element.value.length)) {
      const all = [...element.closest(".content-editor").querySelectorAll("textarea[data-path]")];
      const next = all[all.indexOf(element) + (event.key === "ArrowUp" ? -1 : 1)];
      if (next) act(() => next.focus());
    }
  };
}

/** Keys of an item without words of its own: it moves, doubles and goes as the others do. */
function blockKeys(path, event) {
  if (composing(event)) return;
  const act = (task) => (event.preventDefault(), task());
  if (event.altKey && event.key === "ArrowUp") act(() => shift(path, -1));
  else if (event.altKey && event.key === "ArrowDown") act(() => shift(path, 1));
  else if (event.altKey && event.key === "Delete") act(() => remove(path));
  else if (event.ctrlKey && event.key.toLowerCase() === "d") act(() => duplicate(path));
}

/** The item that Tab has just come to, or that Esc was pressed in: Tab goes on from there. After any other key it changes the level. */
let passing = null;
let lastKey = "";
document.addEventListener("keydown", (event) => {
  lastKey = event.key;
  if (event.key === "Escape") passing = event.target;
  else if (event.key !== "Tab" && event.key !== "Shift") passing = null;
}, true);
document.addEventListener("pointerdown", () => (lastKey = "", passing = null), true);
document.addEventListener("focusin", (event) => (passing = lastKey === "Tab" ? event.target : null));

/** The field with light marks that was in focus last: the bar's buttons act on it. */
let marking = null;
document.getElementById("content")?.addEventListener("focusin", (event) => {
  if (event.target.has) marking = event.target;
});

const type = (path, name) => (value) => store.update((data) => (at(path, data)[name] = value), { key: `${path}/${name}`, quiet: true });

function paste(path) {
  return (event) => {
    const lines = pastedLines(event.clipboardData).filter((line) => words(line).trim());
    if (lines.length < 2) return;
    event.preventDefault();
    const blocks = fromLines(lines, layoutOf(path));
    const blank = !words(at(path)[field(at(path))]) && !at(path).content?.length;
    change((data) => at(parentOf(path), data).splice(indexOf(path) + (blank ? 0 : 1), blank ? 1 : 0, ...blocks), `${parentOf(path)}/${indexOf(path) + (blank ? 0 : 1)}`, _("Trước khi dán"));
    toast(_("Đã dán {n} mục, giữ cấp, bỏ phông chữ.", { n: outline(blocks, layoutOf(path), "").length }), () => (store.undo(), redraw()));
  };
}

function row({ path, depth, block, label }) {
  const folded = closed.has(path);
  const inner = block.content?.length ?? 0;
  const titled = hasWords(block) && field(block) === "title";
  let box;
  if (hasWords(block)) {
    const name = `${NAMES[block.type]} ${label}`.trim();
    const both = titled && block.text !== undefined;
    box = titled ? growing(block.title, { class: "grow title", data: { path, also: both ? `${path}/title` : `${path}/title ${path}/text` }, "aria-label": name, placeholder: _("Tiêu đề, chữ thường") }) : richField(block.text, { data: { path, also: `${path}/title ${path}/text` }, "aria-label": name, placeholder: _("Nội dung"), onpaste: paste(path) }, type(path, "text"));
    const element = box.field ?? box;
    if (titled) {
      element.addEventListener("input", () => type(path, "title")(element.value));
      element.addEventListener("paste", paste(path));
    }
    element.addEventListener("keydown", keys(path, element));
    if (both) box = h("span", { class: "both" }, box, richField(block.text, { data: { path: `${path}/text` }, "aria-label": `${_("Lời văn của")} ${name}`, placeholder: _("Lời văn dưới tiêu đề") }, type(path, "text")));
  } else if (block.type === "table") box = tableEditor(path, redraw);
  else box = computedEditor(path, change, (event) => blockKeys(path, event));
  const fold = inner && depth === 0 ? h("button", { type: "button", class: "fold", "aria-expanded": String(!folded), "aria-label": folded ? _("Mở {n} dòng", { n: inner }) : _("Gập"), onclick: () => (folded ? closed.delete(path) : closed.add(path), redraw()) }, folded ? h("span", { class: "n" }, `${inner} ${_("dòng")}`) : null, icon(folded ? "chevron-right" : "chevron-down")) : null;
  const place = h("div", { class: `item depth-${Math.min(depth, 5)} type-${block.type}`, data: { item: path } }, h("span", { class: "handle", "aria-hidden": "true" }, icon("grip-vertical")), h("span", { class: "label", "aria-hidden": "true" }, label), h("span", { class: "item-box" }, box), fold);
  box.addEventListener("focusin", () => released(() => {
    if (place.nextElementSibling?.matches(".item-tools") || !place.contains(document.activeElement)) return;
    document.querySelectorAll("#content .item-tools").forEach((one) => one.remove());
    place.after(bar(path, block));
  }));
  return place;
}

/** Open what a place is folded into; says whether anything was. */
export function unfold(path) {
  const over = [...closed].filter((one) => path.startsWith(`${one}/`));
  for (const one of over) closed.delete(one);
  return over.length > 0;
}

const hidden = (path) => [...closed].some((one) => path.startsWith(`${one}/`));

/** Items of one list can be dragged among themselves; children follow because the data moves. */
function dragged(list, root) {
  Sortable.create(list, {
    handle: ".handle",
    animation: 0,
    filter: ".item-tools",
    onEnd: ({ item }) => {
      const paths = [...list.querySelectorAll(":scope > .item")].map((one) => one.dataset.item);
      const from = item.dataset.item;
      const siblings = paths.filter((path) => parentOf(path) === parentOf(from));
      const to = siblings.indexOf(from);
      if (to !== indexOf(from)) change((data) => move(at(parentOf(from), data), indexOf(from), to), `${parentOf(from)}/${to}`);
      else redraw();
    },
  });
  list.dataset.root = root;
  return list;
}

function tree(root, layout) {
  const rows = outline(at(root), layout, root).filter(({ path }) => !hidden(path));
  return dragged(h("div", { class: "items" }, ...rows.map(row)), root);
}

/** The items under one root, and the way to add to their end. */
export function contentEditor(root, layout) {
  const into = (block) => () => change((data) => {
    if (!Array.isArray(at(root, data))) put(data, root, []);
    at(root, data).push(block());
  }, `${root}/${at(root)?.length ?? 0}`);
  const last = at(root)?.at(-1);
  const usual = !last ? (layout === "articles" ? "article" : "section") : hasWords(last) ? last.type : "paragraph";
  return h("div", { class: "content-editor" }, tree(root, layout), h("div", { class: "row-line wrap" }, h("button", { type: "button", class: "btn quiet small", onclick: into(() => empty(usual)) }, icon("plus-lg"), _("Thêm mục")), h("button", { type: "button", class: "btn quiet small", onclick: into(emptyTable) }, icon("table"), _("Thêm bảng"))));
}

export function drawBody() {
  const layout = store.data.body?.layout ?? state.kind.layout;
  const { attachment } = store.data;
  const attached = attachment ? [h("h3", { class: "attached" }, _("Văn bản kèm theo")), h("div", { class: "fields" }, text(_("Trích yếu văn bản kèm theo"), "/attachment/subject", { wide: true, grows: true })), contentEditor("/attachment/body/content", attachment.body?.layout ?? "articles")] : [];
  return h("div", { class: "stack-s" }, contentEditor(BODY, layout), ...attached);
}

export function bodyTools() {
  const all = () => {
    const tops = outline(at(BODY), layoutOf(BODY), BODY).filter(({ depth, block }) => depth === 0 && block.content?.length);
    const folded = tops.every(({ path }) => closed.has(path));
    tops.forEach(({ path }) => (folded ? closed.delete(path) : closed.add(path)));
    draw("body");
  };
  return [
    h("button", { type: "button", class: "btn quiet small wide-only", data: { opens: "paste-sheet" } }, icon("clipboard"), _("Dán từ Word")),
    h("button", { type: "button", class: "btn quiet small", "aria-label": _("Thu gọn"), onclick: all }, icon("arrows-collapse"), h("span", { class: "wide-only" }, _("Thu gọn"))),
  ];
}

const sheet = document.getElementById("paste-sheet");
/** The pasted lines with their bold and italic, as long as nobody typed over them. */
let marked = null;
sheet?.querySelector("textarea").addEventListener("paste", (event) => {
  const lines = pastedLines(event.clipboardData);
  if (event.target.value.trim() || !lines.some(Array.isArray)) return;
  event.preventDefault();
  event.target.value = lines.map(words).join("\n");
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
  marked = lines;
});
sheet?.querySelector("textarea").addEventListener("input", (event) => {
  marked = null;
  const blocks = fromLines(event.target.value.split("\n"), layoutOf(BODY));
  document.getElementById("paste-told").textContent = blocks.length ? _("Nhận ra {n} mục, {top} mục lớn.", { n: outline(blocks, layoutOf(BODY), "").length, top: blocks.length }) : "";
});
sheet?.querySelector("form").addEventListener("submit", () => {
  const area = sheet.querySelector("textarea");
  const blocks = fromLines(marked ?? area.value.split("\n"), layoutOf(BODY));
  area.value = "";
  marked = null;
  if (blocks.length) change((data) => at(BODY, data).push(...blocks), `${BODY}/${at(BODY).length}`, _("Trước khi dán"));
});
