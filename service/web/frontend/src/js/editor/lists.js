// Lists of lines (legal bases, recipients, addressees): add, sort by drag or keys, remove with undo, suggestions.
import Sortable from "sortablejs";

import { composing, h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { combo } from "./combo.js";
import { growing, move, tool } from "./fields.js";
import { markTools, richField } from "./rich.js";
import { at, put, store, words } from "./store.js";

/**
 * Draw the list at `path`.
 * options: make(words) -> item, read(item) -> words, write(item, words) -> item, extra(path, item) -> elements,
 * choices() -> suggestions, add: label of the empty last field, rich: the words may be bold or italic.
 */
export function lines(path, { make, read = words, write = (item, value) => value, extra = null, choices, add, name, redraw, rich = false }) {
  const items = at(path) ?? [];
  const change = (task, focus, note) => {
    store.update((data) => {
      if (!Array.isArray(at(path, data))) put(data, path, []);
      task(at(path, data));
    }, { words: note });
    redraw();
    if (focus !== undefined) queueMicrotask(() => document.querySelector(`#content [data-path="${path}/${focus}"]`)?.focus());
  };
  const remove = (index) => {
    change((list) => list.splice(index, 1), Math.max(0, index - 1));
    toast(_("Đã bỏ một dòng."), () => (store.undo(), redraw()));
  };
  const keys = (index) => (event) => {
    if (composing(event)) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const to = index + (event.key === "ArrowUp" ? -1 : 1);
      if (to >= 0 && to < items.length) change((list) => move(list, index, to), to);
    } else if (event.altKey && event.key === "Delete") {
      event.preventDefault();
      remove(index);
    } else if (event.ctrlKey && event.key.toLowerCase() === "d") {
      event.preventDefault();
      change((list) => list.splice(index + 1, 0, structuredClone(list[index])), index + 1);
    } else if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey) {
      event.preventDefault();
      document.querySelector(`#content [data-path="${path}/${index + 1}"], #content [data-add="${path}"]`)?.focus();
    } else if (event.key === "Backspace" && !event.target.value && items.length) {
      event.preventDefault();
      remove(index);
    }
  };
  const row = (item, index) => {
    const here = `${path}/${index}`;
    const attributes = { data: { path: here, also: `${here}/name` }, "aria-label": `${name} ${index + 1}`, onkeydown: keys(index) };
    const keep = (value) => store.update((data) => (at(path, data)[index] = write(at(path, data)[index], value)), { key: here, quiet: true });
    const box = rich ? richField(item, attributes, keep) : growing(read(item), attributes);
    if (!rich) box.addEventListener("input", () => keep(box.value.replace(/\n/g, " ")));
    return h("li", { class: "line", data: { index } }, h("span", { class: "handle", "aria-hidden": "true" }, icon("grip-vertical")), h("span", { class: "item-box" }, box), extra?.(here, item), rich ? h("span", { class: "line-marks" }, ...markTools(() => box.field)) : null, tool("x-lg", `${_("Bỏ")} ${read(item)}`.trim(), () => remove(index)));
  };
  const list = h("ol", { class: "lines" }, ...items.map(row));
  Sortable.create(list, { handle: ".handle", animation: 0, onEnd: ({ oldIndex, newIndex }) => oldIndex !== newIndex && change((all) => move(all, oldIndex, newIndex), newIndex) });
  const last = h("input", { class: "input", type: "text", placeholder: add, "aria-label": add, data: { add: path, path: items.length ? `${path}/+` : path } });
  const push = (value, stay = true) => {
    if (!value.trim()) return;
    last.value = "";
    change((all) => all.push(make(value.trim())), undefined);
    if (stay) queueMicrotask(() => document.querySelector(`#content [data-add="${path}"]`)?.focus());
  };
  const box = combo(last, () => (choices?.() ?? []).filter(([text]) => !items.some((item) => read(item) === text)), push);
  last.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !composing(event)) {
      event.preventDefault();
      push(last.value);
    } else if (event.key === "Escape" && last.value) {
      event.stopPropagation();
      last.value = "";
    }
  });
  last.addEventListener("blur", () => setTimeout(() => last.isConnected && push(last.value, false), 150));
  last.addEventListener("paste", (event) => {
    const many = event.clipboardData.getData("text/plain").split(/\r?\n/).map((line) => line.replace(/^[-–—+•*]\s*/, "").replace(/[;.]\s*$/, "").trim()).filter(Boolean);
    if (many.length < 2) return;
    event.preventDefault();
    change((all) => all.push(...many.map(make)), undefined, _("Trước khi dán"));
    toast(_("Đã dán {n} dòng.", { n: many.length }), () => (store.undo(), redraw()));
  });
  return h("div", { class: "line-list" }, list, box);
}
