// A free table inside the form: headings, cells with bold and italic, rows and columns, paste of a block from Excel or Word.
import { composing, h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { move, tool } from "./fields.js";
import { cellsOf } from "./grid-model.js";
import { richField } from "./rich.js";
import { at, store, words } from "./store.js";

const MOST_COLUMNS = 30;
const SHOWN = 60;
const ALIGNMENTS = { left: _("Căn trái"), center: _("Căn giữa"), right: _("Căn phải"), justify: _("Căn đều hai bên") };
const all = new Set();

export const emptyTable = () => ({ type: "table", columns: [{ heading: "TT", align: "center" }, { heading: "" }, { heading: "" }], rows: [["", "", ""], ["", "", ""]] });

const freshColumn = () => ({ heading: "" });

/** Every row as long as there are columns. */
function even(table) {
  for (const row of table.rows) {
    while (row.length < table.columns.length) row.push("");
    row.length = table.columns.length;
  }
}

/** Put a copied block into the cells from one place on; rows and columns are added as it needs them. Row -1 is the headings. */
export function fill(table, cells, row, column) {
  const wide = Math.max(...cells.map((line) => line.length));
  while (table.columns.length < Math.min(column + wide, MOST_COLUMNS)) table.columns.push(freshColumn());
  cells.forEach((line, down) => {
    const y = row + down;
    if (y >= 0) table.rows[y] ??= [];
    line.forEach(({ text }, right) => {
      const x = column + right;
      if (x >= table.columns.length) return;
      if (y < 0) table.columns[x].heading = text;
      else table.rows[y][x] = text;
    });
  });
  for (let y = 0; y < table.rows.length; y += 1) table.rows[y] = Array.from(table.rows[y] ?? [], (cell) => cell ?? "");
  even(table);
}

/** The table at `path`; `redraw` draws the part again after rows or columns changed. */
export function tableEditor(path, redraw) {
  const table = at(path);
  const cellPath = (y, x) => (y < 0 ? `${path}/columns/${x}/heading` : `${path}/rows/${y}/${x}`);
  let place = { y: 0, x: 0 };

  const change = (task, focus, told, note = "") => {
    store.update((data) => {
      const here = at(path, data);
      task(here);
      even(here);
    }, { words: note });
    redraw();
    if (told) toast(told, () => (store.undo(), redraw()));
    queueMicrotask(() => document.querySelector(`#content [data-path="${CSS.escape(focus)}"]`)?.focus());
  };
  const addRow = (y, copy) => change((here) => here.rows.splice(y, 0, copy ? structuredClone(here.rows[y - 1]) : here.columns.map(() => "")), cellPath(y, copy ? place.x : 0));
  const dropRow = (y) => y >= 0 && table.rows.length > 1 && change((here) => here.rows.splice(y, 1), cellPath(Math.min(y, table.rows.length - 2), place.x), _("Đã bỏ một hàng."));
  const shiftRow = (y, by) => y >= 0 && y + by >= 0 && y + by < table.rows.length && change((here) => move(here.rows, y, y + by), cellPath(y + by, place.x));
  const addColumn = (x) => table.columns.length < MOST_COLUMNS && change((here) => (here.columns.splice(x, 0, freshColumn()), here.rows.forEach((row) => row.splice(x, 0, ""))), cellPath(-1, x));
  const dropColumn = (x) => table.columns.length > 1 && change((here) => (here.columns.splice(x, 1), here.rows.forEach((row) => row.splice(x, 1))), cellPath(place.y, Math.max(0, x - 1)), _("Đã bỏ một cột."));

  const keys = (y, x, element) => (event) => {
    if (composing(event)) return;
    const act = (task) => (event.preventDefault(), event.stopPropagation(), task());
    const go = (row) => document.querySelector(`#content [data-path="${CSS.escape(cellPath(row, x))}"]`)?.focus();
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey;
    if (event.key === "Enter" && plain) act(() => (y === table.rows.length - 1 ? addRow(y + 1) : go(y + 1)));
    else if (event.altKey && event.key === "ArrowUp") act(() => shiftRow(y, -1));
    else if (event.altKey && event.key === "ArrowDown") act(() => shiftRow(y, 1));
    else if (event.altKey && event.key === "Delete") act(() => dropRow(y));
    else if (event.ctrlKey && event.key.toLowerCase() === "d") act(() => y >= 0 && addRow(y + 1, true));
    else if (plain && event.key === "ArrowUp" && element.selectionEnd === 0 && y >= 0) act(() => go(y - 1));
    else if (plain && event.key === "ArrowDown" && element.selectionStart === element.value.length && y < table.rows.length - 1) act(() => go(y + 1));
  };
  const paste = (y, x) => (event) => {
    const cells = cellsOf(event.clipboardData).filter((row) => row.some(({ text }) => text));
    if (!cells.length || (cells.length === 1 && cells[0].length === 1)) return;
    event.preventDefault();
    change((here) => fill(here, cells, y, x), cellPath(y, x), _("Đã dán {rows} hàng, {columns} cột.", { rows: cells.length, columns: Math.max(...cells.map((row) => row.length)) }), _("Trước khi dán"));
  };
  const cell = (value, y, x) => {
    const name = y < 0 ? _("Tên cột {n}", { n: x + 1 }) : _("Hàng {y}, {column}", { y: y + 1, column: words(table.columns[x].heading) || _("cột {n}", { n: x + 1 }) });
    const set = (next) => store.update((data) => (y < 0 ? (at(path, data).columns[x].heading = next) : (at(path, data).rows[y][x] = next)), { key: cellPath(y, x), quiet: true });
    const box = richField(value, { class: `grow ${y < 0 ? "heading" : ""}`, data: { path: cellPath(y, x) }, "aria-label": name, onpaste: paste(y, x) }, set);
    box.field.addEventListener("keydown", keys(y, x, box.field));
    box.field.addEventListener("focus", () => {
      place = { y, x };
      align.value = at(`${path}/columns/${x}/align`) ?? "left";
    });
    return h(y < 0 ? "th" : "td", { class: table.columns[x].align ?? "", ...(y < 0 ? { scope: "col" } : {}) }, box);
  };
  const shares = table.columns.map((column, x) => Math.max(3, ...[column.heading, ...table.rows.slice(0, SHOWN).map((row) => row[x])].map((value) => words(value).length)) ** 0.5);
  const columns = shares.map((share) => {
    const element = h("col");
    element.style.width = `${(100 * share) / shares.reduce((sum, one) => sum + one)}%`;
    return element;
  });
  const shown = all.has(path) ? table.rows.length : Math.min(table.rows.length, SHOWN);
  const align = h("select", { class: "level", "aria-label": _("Căn lề của cột"), onchange: () => change((here) => (align.value === "left" ? delete here.columns[place.x].align : (here.columns[place.x].align = align.value)), cellPath(place.y, place.x)) }, ...Object.entries(ALIGNMENTS).map(([value, label]) => h("option", { value }, label)));
  const merge = h("label", { class: "check small-text" }, h("input", { type: "checkbox", class: "box", checked: Boolean(table.merge_equal), onchange: (event) => store.update((data) => (event.target.checked ? (at(path, data).merge_equal = true) : delete at(path, data).merge_equal)) }), _("Gộp ô giống nhau ở cột đầu"));
  const caption = richField(table.caption ?? "", { class: "grow caption", data: { path: `${path}/caption` }, "aria-label": _("Tên bảng"), placeholder: _("Tên bảng (nếu có)") }, (next) => store.update((data) => (words(next) ? (at(path, data).caption = next) : delete at(path, data).caption), { key: `${path}/caption`, quiet: true }));
  const grid = (...parts) => {
    const element = h("table", {}, ...parts);
    element.style.minWidth = `${table.columns.length * 84}px`;
    return element;
  };
  const bar = h("div", { class: "table-tools", role: "toolbar", "aria-label": _("Công cụ của bảng") },
    h("button", { type: "button", class: "tool words", onclick: () => addRow(place.y + 1) }, _("Thêm hàng")), h("button", { type: "button", class: "tool words", onclick: () => addColumn(place.x + 1) }, _("Thêm cột")), align,
    tool("arrow-up", _("Đưa hàng lên (Alt ↑)"), () => shiftRow(place.y, -1)), tool("arrow-down", _("Đưa hàng xuống (Alt ↓)"), () => shiftRow(place.y, 1)),
    h("button", { type: "button", class: "tool words", onclick: () => dropRow(place.y) }, _("Bỏ hàng")), h("button", { type: "button", class: "tool words", onclick: () => dropColumn(place.x) }, _("Bỏ cột")), merge);
  const more = shown < table.rows.length ? h("button", { type: "button", class: "btn quiet small", onclick: () => (all.add(path), redraw()) }, icon("chevron-down"), _("Hiện cả {n} hàng", { n: table.rows.length })) : null;
  return h("div", { class: "table-editor", role: "group", "aria-label": _("Bảng"), data: { path }, tabindex: -1 }, caption,
    h("div", { class: "table-scroll" }, grid(h("colgroup", {}, ...columns), h("thead", {}, h("tr", {}, ...table.columns.map((column, x) => cell(column.heading, -1, x)))), h("tbody", {}, ...table.rows.slice(0, shown).map((row, y) => h("tr", {}, ...row.map((value, x) => cell(value, y, x))))))), more, bar);
}
