// The task table as a spreadsheet over the whole screen: keys, paste of a block, undo, groups, faults in their cells.
import { composing, h, icon } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { fold } from "./combo.js";
import { impossibleDay } from "./dates.js";
import { draw } from "./form.js";
import { openCards } from "./grid-cards.js";
import { resizable } from "./grid-columns.js";
import { download, importing } from "./grid-import.js";
import { cellAt, cellsOf, COLUMNS, fromCells, missing, toGroups, toRows } from "./grid-model.js";
import { saveLine } from "./saving.js";
import { state, store } from "./store.js";

const sheet = document.getElementById("grid-sheet");
const MISSING = { task: _("Chưa có nhiệm vụ"), output: _("Chưa có sản phẩm"), lead: _("Chưa có cơ quan chủ trì"), due: _("Chưa có thời hạn") };
const NAMES = { task: _("Nhiệm vụ"), output: _("Sản phẩm"), lead: _("Cơ quan chủ trì"), coordinating: _("Cơ quan phối hợp"), due: _("Thời hạn") };

let rows = [];
let at = { row: 0, column: 0 };
let anchor = null;
let editing = false;
let folded = new Set();
let sought = "";
let onlyFaulty = false;
let past = [];
let future = [];
const editor = h("textarea", { class: "cell-editor", rows: 1, spellcheck: "false", autocomplete: "off" });
let body;
let value;
let told;
let bubble;

const blank = () => ({ task: "", output: "", lead: "", coordinating: "", due: "", more: false });
const current = () => rows[at.row];
const columnOf = (row) => (row?.group ? 0 : at.column);
const read = (row, column) => (row.group ? row.name : (row[COLUMNS[column]] ?? ""));

function remember() {
  past.push(structuredClone(rows));
  if (past.length > 100) past.shift();
  future = [];
}

function keep(words) {
  if (JSON.stringify(toGroups(rows)) === JSON.stringify(store.data.tasks ?? [])) return;
  store.update((data) => (data.tasks = toGroups(rows)), { words });
}

function write(row, column, text) {
  if (row.group) row.name = text;
  else row[COLUMNS[column]] = text;
  if (!row.group && COLUMNS[column] === "task" && text) row.more = false;
}

function leaveCell() {
  editing = false;
  editor.classList.remove("active");
  editor.style.height = "";
}

function commit() {
  if (!editing) return;
  leaveCell();
  const row = current();
  const text = editor.value.trim();
  if (row && read(row, columnOf(row)) !== text) {
    remember();
    write(row, columnOf(row), text);
    keep();
  }
  paint(at.row);
}

function fault(row, column) {
  if (row.group) return null;
  return COLUMNS[column] === "due" && impossibleDay(row.due) ? "bad" : missing(row, COLUMNS[column]) ? "miss" : null;
}

const span = () => {
  if (!anchor) return null;
  const [top, bottom] = [Math.min(anchor.row, at.row), Math.max(anchor.row, at.row)];
  const [left, right] = [Math.min(anchor.column, at.column), Math.max(anchor.column, at.column)];
  return { top, bottom, left, right };
};
const within = (y, x) => {
  const area = span();
  return area && y >= area.top && y <= area.bottom && x >= area.left && x <= area.right;
};

function line(row, index, ordinal) {
  const count = row.group ? rows.slice(index + 1, index + 1 + groupSize(index)).filter((one) => one.task).length : 0;
  const cells = row.group
    ? [h("div", { class: "cell ordinal", role: "gridcell" }, h("button", { type: "button", class: "fold", tabindex: -1, "aria-label": _("Gập nhóm"), onclick: () => (folded.has(row) ? folded.delete(row) : folded.add(row), paintAll()) }, icon(folded.has(row) ? "chevron-right" : "chevron-down"))), h("div", { class: `cell name ${at.row === index ? "at" : ""}`, role: "gridcell", data: { x: 0 }, id: `cell-${index}-0` }, h("b", {}, row.name || _("(chưa có tên nhóm)")), h("span", { class: "muted" }, ` ${count} ${_("nhiệm vụ")}`))]
    : [h("div", { class: "cell ordinal n", role: "gridcell" }, row.more ? "" : String(ordinal)), ...COLUMNS.map((column, x) => {
        const kind = fault(row, x);
        const text = row[column];
        return h("div", { class: ["cell", column, at.row === index && at.column === x ? "at" : "", within(index, x) ? "in" : "", kind ?? ""].join(" "), role: "gridcell", data: { x }, id: `cell-${index}-${x}`, "aria-selected": String(at.row === index && at.column === x) }, kind === "miss" ? MISSING[column] : h("span", { class: "clamp" }, text));
      })];
  return h("div", { class: `grid-row ${row.group ? "group" : ""} ${at.row === index ? "current" : ""}`, role: "row", data: { y: index } }, h("div", { class: "row-head n", role: "rowheader" }, String(index + 1)), ...cells);
}

function groupSize(index) {
  let size = 0;
  for (let next = index + 1; next < rows.length && !rows[next].group; next += 1) size += 1;
  return size;
}

function ordinals() {
  let count = 0;
  return rows.map((row) => (row.group || row.more ? count : (count += 1)));
}

/** Whether a row has what is sought, and something to mend where only such rows are wanted. */
function wanted(row) {
  if (onlyFaulty && !COLUMNS.some((_column, x) => fault(row, x))) return false;
  return !sought || COLUMNS.some((column) => fold(row[column] ?? "").includes(sought));
}

/** Which rows are shown: not those of a folded group, nor those that are not sought; the row being edited stays. */
function shownRows() {
  const filtering = sought || onlyFaulty;
  let hidden = false;
  const shown = rows.map((row, y) => {
    if (row.group) hidden = folded.has(row) && !filtering;
    return row.group || y === at.row || (!hidden && (!filtering || wanted(row)));
  });
  if (filtering) for (let y = 0; y < rows.length; y += 1) if (rows[y].group) shown[y] = y === at.row || shown.slice(y + 1, y + 1 + groupSize(y)).some(Boolean);
  return shown;
}

/** The field that seeks in the table and the switch to what is to be mended. */
function seeking() {
  const apply = () => {
    commit();
    const first = rows.findIndex((row) => !row.group && wanted(row));
    if ((sought || onlyFaulty) && first >= 0) at = { row: first, column: at.column };
    anchor = null;
    const keep = document.activeElement;
    paintAll();
    keep.focus();
    found.textContent = sought || onlyFaulty ? _("{n} dòng", { n: rows.filter((row) => !row.group && wanted(row)).length }) : "";
  };
  const found = h("span", { class: "muted small-text n", role: "status" });
  const field = h("input", { class: "input small seek", type: "search", "aria-label": _("Tìm trong bảng"), placeholder: _("Tìm trong bảng"), autocomplete: "off", oninput: () => ((sought = fold(field.value.trim())), apply()) });
  field.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "Enter") return;
    event.preventDefault();
    editor.focus();
  });
  const only = h("button", { type: "button", class: "chip", "aria-pressed": "false", onclick: () => ((onlyFaulty = !onlyFaulty), only.setAttribute("aria-pressed", String(onlyFaulty)), apply()) }, _("Chỉ dòng phải sửa"));
  return h("span", { class: "row-line seeking" }, field, only, found);
}

function paintAll() {
  if (!rows.length) rows = [blank()];
  at.row = Math.min(Math.max(at.row, 0), rows.length - 1);
  const numbers = ordinals();
  const shown = shownRows();
  body.replaceChildren(...rows.map((row, index) => (shown[index] ? line(row, index, numbers[index]) : null)).filter(Boolean));
  place();
}

function paint(index) {
  const old = body.querySelector(`[data-y="${index}"]`);
  if (!old || !rows[index]) return;
  old.replaceWith(line(rows[index], index, ordinals()[index]));
  if (index === at.row) place();
}

/** Put the one real field over the current cell: it takes every key, so that input methods work from the first letter. */
function place() {
  const row = current();
  const cell = document.getElementById(`cell-${at.row}-${columnOf(row)}`);
  if (!cell) return;
  body.querySelectorAll(".at").forEach((one) => one !== cell && one.classList.remove("at"));
  cell.classList.add("at");
  cell.append(editor);
  if (!editing) editor.value = read(row, columnOf(row));
  const name = row.group ? _("Tên nhóm") : NAMES[COLUMNS[at.column]];
  editor.setAttribute("aria-label", `${_("Dòng")} ${at.row + 1}, ${name}`);
  value.replaceChildren(h("span", { class: "where" }, `${_("Dòng")} ${at.row + 1}, ${name}`), h("span", { class: "one-line" }, read(row, columnOf(row))));
  editor.focus({ preventScroll: true });
  if (!editing) editor.select();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  count();
  hint(row, cell);
}

function hint(row, cell) {
  bubble.hidden = true;
  if (row.group || COLUMNS[at.column] !== "due") return;
  const wrong = impossibleDay(row.due);
  if (!wrong) return;
  bubble.replaceChildren(h("b", {}, `${_("Không có ngày")} ${wrong.words}`), wrong.right ? h("span", {}, _("Ngày cuối của tháng {m}/{y} là {d}.", { m: String(wrong.month).padStart(2, "0"), y: wrong.year, d: wrong.last })) : h("span", {}, _("Tháng phải từ 1 đến 12.")), wrong.right ? h("button", { type: "button", class: "btn small", onclick: () => (remember(), (row.due = wrong.right), keep(), paint(at.row)) }, `${_("Đổi thành")} ${wrong.right}`) : "");
  bubble.hidden = false;
  const box = cell.getBoundingClientRect();
  bubble.style.top = `${box.bottom + 4}px`;
  bubble.style.left = `${Math.max(8, Math.min(box.left - 120, innerWidth - 290))}px`;
}

function count() {
  const tasks = rows.filter((row) => !row.group && row.task).length;
  const bad = rows.filter((row) => COLUMNS.some((_column, x) => fault(row, x) === "bad")).length;
  const lacking = rows.reduce((sum, row) => sum + (row.group ? 0 : COLUMNS.filter((_column, x) => fault(row, x) === "miss").length), 0);
  const jump = (kind) => () => {
    const start = rows.findIndex((row, y) => y > at.row && COLUMNS.some((_c, x) => fault(row, x) === kind));
    const y = start >= 0 ? start : rows.findIndex((row) => COLUMNS.some((_c, x) => fault(row, x) === kind));
    if (y >= 0) goTo(y, COLUMNS.findIndex((_c, x) => fault(rows[y], x) === kind));
  };
  told.replaceChildren(h("b", {}, `${tasks} ${_("nhiệm vụ")}, ${rows.filter((row) => row.group).length} ${_("nhóm")}`), bad ? h("button", { type: "button", class: "link late", onclick: jump("bad") }, icon("x-circle"), ` ${bad} ${_("lỗi")}`) : "", lacking ? h("button", { type: "button", class: "link save-wait", onclick: jump("miss") }, icon("exclamation-triangle"), ` ${lacking} ${_("ô thiếu")}`) : "");
}

function goTo(row, column, extend = false) {
  commit();
  if (extend) anchor ??= { ...at };
  const was = anchor;
  if (!extend) anchor = null;
  const marks = extend || was;
  const from = at.row;
  at = { row: Math.min(Math.max(row, 0), rows.length - 1), column: Math.min(Math.max(column, 0), COLUMNS.length - 1) };
  paint(from);
  if (from !== at.row) paint(at.row);
  if (marks) paintSpan();
}

/** Mark the selected cells without drawing the rows again. */
function paintSpan() {
  for (const row of body.children) for (const cell of row.querySelectorAll("[data-x]")) cell.classList.toggle("in", within(Number(row.dataset.y), Number(cell.dataset.x)));
}

function step(down, right, extend) {
  const shown = shownRows();
  let row = at.row + down;
  while (down && row >= 0 && row < rows.length && !shown[row]) row += down;
  goTo(row < 0 || row >= rows.length ? at.row : row, at.column + right, extend);
}

function insert(row) {
  commit();
  remember();
  rows.splice(at.row + 1, 0, row);
  at = { row: at.row + 1, column: 0 };
  keep();
  paintAll();
}

function removeRows() {
  const area = span() ?? { top: at.row, bottom: at.row };
  commit();
  remember();
  rows.splice(area.top, area.bottom - area.top + 1);
  anchor = null;
  at.row = Math.min(area.top, Math.max(rows.length - 1, 0));
  keep();
  paintAll();
  toast(_("Đã bỏ {n} dòng.", { n: area.bottom - area.top + 1 }), undo);
}

function moveRow(by) {
  const to = at.row + by;
  if (to < 0 || to >= rows.length) return;
  commit();
  remember();
  [rows[at.row], rows[to]] = [rows[to], rows[at.row]];
  at.row = to;
  keep();
  paintAll();
}

function clear() {
  remember();
  const area = span() ?? { top: at.row, bottom: at.row, left: at.column, right: at.column };
  for (let y = area.top; y <= area.bottom; y += 1) for (let x = area.left; x <= area.right; x += 1) write(rows[y], x, "");
  keep();
  paintAll();
}

function sortRows() {
  commit();
  remember();
  const column = COLUMNS[at.column];
  const order = new Intl.Collator("vi", { numeric: true }).compare;
  const sorted = [];
  let block = [];
  const flush = () => sorted.push(...block.sort((one, other) => order(one[0][column], other[0][column])).flat()), reset = () => (block = []);
  for (const row of rows) {
    if (row.group) flush(), reset(), sorted.push(row);
    else if (row.more && block.length) block.at(-1).push(row);
    else block.push([row]);
  }
  flush();
  rows = sorted;
  keep(_("Trước khi sắp xếp"));
  paintAll();
  toast(_("Đã sắp xếp theo {column} trong từng nhóm.", { column: NAMES[column] }), undo);
}

function undo() {
  if (!past.length) return;
  future.push(rows);
  rows = past.pop();
  anchor = null;
  keep();
  paintAll();
}

function redo() {
  if (!future.length) return;
  past.push(rows);
  rows = future.pop();
  keep();
  paintAll();
}

function paste(event) {
  const cells = cellsOf(event.clipboardData);
  if (editing && cells.length === 1 && cells[0].length === 1) return;
  event.preventDefault();
  leaveCell();
  remember();
  if (cells.length === 1 && cells[0].length === 1) {
    write(current(), columnOf(current()), cells[0][0].text.replace(/\n/g, " "));
    keep();
    return paintAll();
  }
  const taken = fromCells(cells, current().group ? 0 : at.column);
  const row = current();
  const isBlank = row && !row.group && !COLUMNS.some((column) => row[column]);
  if (taken.titled || taken.rows.some((one) => one.group) || isBlank || taken.columns >= COLUMNS.length) rows.splice(isBlank ? at.row : at.row + 1, isBlank ? 1 : 0, ...taken.rows);
  else taken.rows.forEach((one, y) => {
    const target = (rows[at.row + y] ??= blank());
    if (!target.group) for (let x = at.column; x < at.column + taken.columns && x < COLUMNS.length; x += 1) write(target, x, one[COLUMNS[x]]);
  });
  keep(_("Trước khi dán {n} dòng", { n: taken.rows.length }));
  paintAll();
  const parts = [_("Đã dán {rows} dòng, {columns} cột.", { rows: taken.rows.length, columns: taken.columns }), taken.titled ? _("Nhận ra tiêu đề cột.") : "", taken.blank ? _("Bỏ {n} dòng trống.", { n: taken.blank }) : ""];
  toast(parts.filter(Boolean).join(" "), undo);
}

/** Rows of a file in place of all rows or behind them; a task that was there keeps what no cell shows (marks, results). */
function take(groups, how, name) {
  commit();
  remember();
  const said = (row) => `${row.task}\n${row.output}`;
  const known = new Map(rows.filter((row) => row.from).map((row) => [said(row), row.from]));
  const taken = toRows(groups);
  if (how === "replace") for (const row of taken) if (known.has(said(row))) row.from = known.get(said(row));
  const kept = how === "add" ? rows.filter((row) => row.group || COLUMNS.some((column) => row[column])) : [];
  rows = [...kept, ...taken];
  folded = new Set();
  anchor = null;
  at = { row: kept.length, column: 0 };
  keep(_("Trước khi nhập {name}", { name }));
  paintAll();
  const lacking = taken.reduce((sum, row) => sum + COLUMNS.filter((_column, x) => fault(row, x)).length, 0);
  toast([_("Đã nhập {rows} dòng từ {name}.", { rows: taken.filter((row) => !row.group).length, name }), lacking ? `${_("{n} ô phải xem lại sau khi nhập", { n: lacking })}.` : ""].filter(Boolean).join(" "), undo);
}

function copy(event) {
  if (editing) return;
  const area = span() ?? { top: at.row, bottom: at.row, left: columnOf(current()), right: columnOf(current()) };
  const text = rows.slice(area.top, area.bottom + 1).map((row) => (row.group ? row.name : COLUMNS.slice(area.left, area.right + 1).map((column) => row[column]).join("\t"))).join("\n");
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
}

function edit(replace = false) {
  editing = true;
  editor.classList.add("active");
  if (!replace) editor.setSelectionRange(editor.value.length, editor.value.length);
}

function keys(event) {
  if (composing(event)) return void (editing ||= (edit(true), true));
  const control = event.ctrlKey && !event.altKey;
  const act = (task) => (event.preventDefault(), event.stopPropagation(), task());
  const key = event.key;
  if (control && key.toLowerCase() === "z") return act(undo);
  if (control && key.toLowerCase() === "y") return act(redo);
  if (control && key.toLowerCase() === "d") return act(() => insert(structuredClone(current())));
  if (control && key.toLowerCase() === "a" && !editing) return act(() => ((anchor = { row: 0, column: 0 }), (at = { row: rows.length - 1, column: COLUMNS.length - 1 }), paintAll()));
  if (control && key === "Home") return act(() => goTo(0, 0));
  if (control && key === "End") return act(() => goTo(rows.length - 1, COLUMNS.length - 1));
  if (control && key === "Enter") return act(close);
  if (event.altKey && (key === "ArrowUp" || key === "ArrowDown")) return act(() => moveRow(key === "ArrowUp" ? -1 : 1));
  if (event.altKey && key === "Delete") return act(removeRows);
  if (key === "F2") return act(() => edit());
  if (key === "Escape") {
    if (editing) return act(() => (leaveCell(), paint(at.row)));
    if (leaving) return;
    leaving = true;
    return act(() => toast(_("Tab để ra khỏi bảng, Esc lần nữa để đóng.")));
  }
  if (key === "Tab") {
    if (leaving) return;
    return act(() => (event.shiftKey ? step(0, -1) : at.column === COLUMNS.length - 1 || current().group ? goTo(at.row + 1, 0) : step(0, 1)));
  }
  leaving = false;
  if (key === "Enter" && !event.shiftKey) return act(() => (commit(), at.row === rows.length - 1 ? insert(blank()) : step(1, 0)));
  if (editing) return;
  const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
  if (by) return act(() => step(...by, event.shiftKey));
  if (key === "Delete" || key === "Backspace") return act(clear);
  if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) edit(true);
}
let leaving = false;

function close() {
  commit();
  keep();
  sheet.close();
}

const button = (sign, words, onclick, kind = "quiet") => h("button", { type: "button", class: `btn ${kind} small`, title: words, "aria-label": words, onclick }, icon(sign), h("span", { class: "wide-only" }, words));

/** Open the table; at the cell of a JSON pointer, where one is given. */
export function openGrid(pointer = null) {
  if (matchMedia("(max-width: 767px)").matches) return openCards(sheet, NAMES, pointer);
  sought = "";
  onlyFaulty = false;
  rows = toRows(store.data.tasks);
  if (!rows.length) rows = [blank()];
  at = pointer ? cellAt(rows, pointer) : { row: rows[0].group && rows.length > 1 ? 1 : 0, column: 0 };
  past = [];
  future = [];
  folded = new Set();
  anchor = null;
  body = h("div", { class: "grid-body", role: "rowgroup" });
  value = h("div", { class: "value-bar" });
  told = h("span", { class: "row-line" });
  bubble = h("div", { class: "bubble", hidden: true, role: "status" });
  const head = h("div", { class: "grid-row head", role: "row" }, h("div", { class: "row-head", role: "columnheader" }, h("span", { class: "visually-hidden" }, _("Dòng"))), h("div", { class: "cell ordinal", role: "columnheader" }, "TT"), ...COLUMNS.map((column) => h("div", { class: `cell ${column}`, role: "columnheader" }, NAMES[column])));
  const file = importing(take, () => !toGroups(rows).length);
  const grid = h("div", { class: "grid", role: "grid", "aria-label": _("Bảng nhiệm vụ"), "aria-describedby": "grid-help" }, h("div", { role: "rowgroup", class: "grid-head" }, head), body);
  sheet.replaceChildren(h("div", { class: "inside grid-screen" },
    h("header", { class: "docbar" }, h("button", { class: "back", type: "button", "aria-label": _("Về bản thảo"), onclick: close }, icon("arrow-left")), h("div", { class: "title" }, h("h2", { class: "small" }, _("Bảng nhiệm vụ")), h("div", { class: "save" }, h("span", { class: "one-line", title: title() }, title()), h("span", { "aria-hidden": "true" }, "·"), saveLine())),
      h("div", { class: "tools" }, h("button", { type: "button", class: "btn quiet small square ink", title: _("Hoàn tác"), "aria-label": _("Hoàn tác"), onclick: undo }, icon("arrow-counterclockwise")), h("button", { type: "button", class: "btn quiet small square ink", title: _("Làm lại"), "aria-label": _("Làm lại"), onclick: redo }, icon("arrow-clockwise")), button("plus-lg", _("Dòng"), () => insert(blank())), button("layers", _("Nhóm"), () => insert({ group: true, name: "" })), button("copy", _("Nhân đôi"), () => insert(structuredClone(current()))), button("sort-down", _("Sắp xếp"), sortRows), button("trash", _("Bỏ dòng"), removeRows), button("upload", _("Nhập Excel"), () => file.field.click(), ""), button("download", _("Xuất Excel"), () => (commit(), download(toGroups(rows))), ""), file.field, h("button", { class: "btn primary", type: "button", onclick: close }, _("Xong")))),
    h("div", { class: "value-line" }, value, seeking()), file.place, grid, bubble,
    h("footer", { class: "grid-foot" }, told, h("span", { class: "spread wide-only", id: "grid-help" }, ...[["Enter", _("xuống")], ["Tab", _("sang phải")], ["Ctrl V", _("dán cả khối")], ["Alt ↑", _("đưa dòng lên")], ["F2", _("sửa ô")], ["Esc, Tab", _("ra khỏi bảng")]].map(([key, words]) => h("span", { class: "hint" }, h("kbd", {}, key), words))))));
  sheet.showModal();
  resizable(grid, head, COLUMNS, NAMES);
  body.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("[data-x]");
    if (!cell || event.target === editor) return;
    event.preventDefault();
    goTo(Number(cell.closest("[data-y]").dataset.y), Number(cell.dataset.x), event.shiftKey);
  });
  paintAll();
  requestAnimationFrame(place); // a word on a faulty cell stands below it once rows have their height
}

const title = () => `${state.kind.name} ${(store.data.subject ?? "").replace(/^./, (letter) => letter.toLowerCase())}`;

editor.addEventListener("keydown", keys);
editor.addEventListener("input", () => edit(true));
editor.addEventListener("dblclick", () => edit());
editor.addEventListener("paste", paste);
editor.addEventListener("copy", copy);
sheet?.addEventListener("cancel", (event) => sheet.contains(editor) && (event.preventDefault(), close()));
sheet?.addEventListener("close", () => draw("tasks"));
