// The task table as rows of text: what the grid shows, and how rows become groups, tasks and outputs again.
import { parsed, retyped } from "./marks.js";
import { words } from "./store.js";

export const COLUMNS = ["task", "output", "lead", "coordinating", "due"];
const REQUIRED = ["task", "output", "lead", "due"];
const join = (names) => (names ?? []).join("; ");
const split = (text) => text.split(/\s*(?:;|\n)\s*/).map((name) => name.trim()).filter(Boolean);

/** Groups of the document as rows: a group row, then one row for each output; a task's further outputs leave its cells empty. */
export function toRows(groups) {
  const rows = [];
  for (const group of groups ?? []) {
    rows.push({ group: true, name: group.name ?? "" });
    for (const task of group.tasks ?? []) {
      const outputs = task.outputs?.length ? task.outputs : [{}];
      outputs.forEach((output, index) => rows.push({
        task: index ? "" : words(task.name), output: output.name ?? "", lead: index ? "" : join(task.lead), coordinating: index ? "" : join(task.coordinating),
        due: typeof output.due === "string" ? output.due : "", more: index > 0, from: { task: index ? null : task, output },
      }));
    }
  }
  return rows;
}

/** The row and column that show the value at a JSON pointer of the table. */
export function cellAt(rows, pointer) {
  const [, group, task, output] = /^\/tasks\/(\d+)(?:\/tasks\/(\d+))?(?:\/outputs\/(\d+))?/.exec(pointer) ?? [];
  const start = rows.findIndex((row, y) => row.group && rows.slice(0, y).filter((one) => one.group).length === Number(group));
  if (start < 0 || task === undefined) return { row: Math.max(start, 0), column: 0 };
  const own = (y) => rows.slice(start + 1, y).filter((one) => !one.more).length;
  const first = rows.findIndex((row, y) => y > start && !row.more && own(y) === Number(task));
  const keys = pointer.split("/");
  const column = ["lead", "coordinating", "due"].find((key) => keys.includes(key)) ?? (output === undefined ? "task" : "output");
  return { row: Math.max(first, 0) + Number(output ?? 0), column: COLUMNS.indexOf(column) };
}

/** Agencies as the cell names them; untouched cells keep the very list they came from, whatever is in its names. */
const agencies = (text, known) => (known && text === join(known) ? known : split(text));

/** A row as a task: what the cells do not show (marks in the words, evidence, progress) stays as it was. */
function toTask(row, output) {
  const known = row.from?.task ?? {};
  const coordinating = agencies(row.coordinating, known.coordinating);
  const task = { ...known, name: known.name === undefined ? row.task.trim() : retyped(known.name, row.task.trim()), outputs: [output], lead: agencies(row.lead, known.lead) };
  if (coordinating.length || known.coordinating) task.coordinating = coordinating;
  return task;
}

/** Rows as groups of the document; rows without anything in them are left out. */
export function toGroups(rows) {
  const groups = [];
  for (const row of rows) {
    if (row.group) {
      groups.push({ name: row.name, tasks: [] });
      continue;
    }
    if (!COLUMNS.some((column) => row[column]?.trim())) continue;
    if (!groups.length) groups.push({ name: "Nhiệm vụ", tasks: [] });
    const output = { ...row.from?.output, name: row.output.trim(), due: row.due.trim() };
    const before = groups.at(-1).tasks.at(-1);
    if (!row.task.trim() && row.more && before) before.outputs.push(output);
    else groups.at(-1).tasks.push(toTask(row, output));
  }
  return groups.filter((group) => group.name.trim() || group.tasks.length);
}

/** Whether a required cell of a row is still empty. */
export const missing = (row, column) => !row.group && REQUIRED.includes(column) && !row[column]?.trim() && !(row.more && (column === "task" || column === "lead")) && COLUMNS.some((other) => row[other]?.trim());

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
const HEADINGS = [
  ["ordinal", /^(stt|tt|so tt|so thu tu)$/], ["group", /^(nhiem vu chung|nhom nhiem vu|nhom|linh vuc)$/],
  ["lead", /chu tri|^don vi thuc hien$|^co quan thuc hien$/], ["coordinating", /phoi hop/], ["due", /^(thoi gian|thoi han|han|tien do)/],
  ["output", /^(san pham|ket qua)/], ["task", /^(nhiem vu|noi dung|cong viec|ten nhiem vu)/],
];
const heading = (cell) => HEADINGS.find(([, form]) => form.test(bare(cell)))?.[0];

/** Cells of a copied block: from a table in HTML, merged cells filled, or from tabbed text with quoted cells. */
export function cellsOf(clipboard) {
  const html = clipboard.getData("text/html");
  if (/<table/i.test(html)) {
    const table = parsed(html).querySelector("table");
    const grid = [];
    [...table.rows].forEach((row, y) => {
      grid[y] ??= [];
      let x = 0;
      for (const cell of row.cells) {
        while (grid[y][x] !== undefined) x += 1;
        const text = cell.innerText ?? cell.textContent;
        for (let down = 0; down < cell.rowSpan; down += 1)
          for (let right = 0; right < cell.colSpan; right += 1) (grid[y + down] ??= [])[x + right] = down || right ? { text: "", merged: down > 0 } : { text: text.replace(/\s*\n\s*/g, "\n").trim(), wide: cell.colSpan > 2 };
        x += cell.colSpan;
      }
    });
    return grid.map((row) => [...row].map((cell) => cell ?? { text: "" }));
  }
  const text = clipboard.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const rows = [[""]];
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    const row = rows.at(-1);
    if (quoted) {
      if (letter === '"' && text[index + 1] === '"') (row[row.length - 1] += '"'), (index += 1);
      else if (letter === '"') quoted = false;
      else row[row.length - 1] += letter;
    } else if (letter === '"' && row.at(-1) === "") quoted = true;
    else if (letter === "\t") row.push("");
    else if (letter === "\n") rows.push([""]);
    else row[row.length - 1] += letter;
  }
  return rows.map((row) => row.map((cell) => ({ text: cell.trim() })));
}

const ordinal = (text) => /^(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)[.)]?$/.test(text);

/** A copied block as rows of the table; says whether headings were recognised and how many blank lines were left out. */
export function fromCells(cells, from = 0) {
  const kinds = cells[0]?.map((cell) => heading(cell.text)) ?? [];
  const titled = kinds.filter(Boolean).length >= 2;
  const body = titled ? cells.slice(1) : cells;
  const widest = Math.max(0, ...cells.map((row) => row.length));
  let places = titled ? kinds : COLUMNS.slice(from, from + widest);
  if (!titled && from === 0 && widest > 5 && body.filter((row) => row[0]?.text).every((row) => ordinal(row[0].text))) places = ["ordinal", ...COLUMNS];
  const rows = [];
  let blank = 0;
  let group = null;
  for (const cell of body) {
    const full = cell.filter(({ text }) => text);
    if (!full.length) {
      blank += 1;
      continue;
    }
    const said = full.filter(({ text }) => !ordinal(text));
    const numeral = full.some(({ text }) => ordinal(text));
    if (places.length > 2 && said.length === 1 && (numeral || said[0].wide || said[0].text === said[0].text.toLocaleUpperCase("vi") || /^[IVXLC]+\.\s/.test(said[0].text)) && !cell.some((one) => one.merged)) {
      rows.push({ group: true, name: said[0].text.replace(/^(?:[IVXLC]+|[A-ZĐ]|\d+)[.)]\s*/, "") });
      continue;
    }
    const row = { task: "", output: "", lead: "", coordinating: "", due: "" };
    places.forEach((place, index) => {
      const text = cell[index]?.text ?? "";
      if (place === "group" && text && text !== group) rows.push({ group: true, name: (group = text) });
      else if (place && place in row) row[place] = ["lead", "coordinating"].includes(place) ? text.replace(/^[-–+•]\s*/gm, "").replace(/\n/g, "; ") : text.replace(/^[-–+•]\s*/gm, "").replace(/\n/g, " ");
    });
    row.task = row.task.replace(/^\d+(?:\.\d+)*[.)]\s+/, "");
    row.more = !row.task;
    rows.push(row);
  }
  return { rows, titled, blank, columns: places.filter((place) => place && place !== "ordinal").length };
}
