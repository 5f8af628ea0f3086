// Levels of the content: what each is called, what lies under it, and how lines of another program become items.
import { _ } from "../kit/words.js";
import { BOLD, carries, cut, folded, unfold } from "./marks.js";
import { words } from "./store.js";

export const NAMES = {
  part: _("Phần"), chapter: _("Chương"), section: _("Mục"), subsection: _("Tiểu mục"), article: _("Điều"), clause: _("Khoản"),
  subclause: _("Khoản nhỏ"), point: _("Điểm"), dash: _("Gạch đầu dòng"), paragraph: _("Đoạn văn"), table: _("Bảng"),
  "task-table": _("Bảng phân công nhiệm vụ"), "progress-figures": _("Số liệu tiến độ"), "progress-chart": _("Biểu đồ tiến độ"), "late-list": _("Danh sách chậm tiến độ"),
};
export const CHOICES = {
  sections: ["part", "section", "clause", "subclause", "point", "dash", "paragraph"],
  articles: ["part", "chapter", "section", "article", "clause", "point", "dash", "paragraph"],
};
const LADDER = { sections: ["part", "section", "clause", "point", "dash"], articles: ["part", "chapter", "section", "article", "clause", "point", "dash"] };
const TITLED = new Set(["part", "chapter", "section", "subsection"]);
const WORDED = new Set(["article", "clause", "subclause"]);
export const COMPUTED = new Set(["task-table", "progress-figures", "progress-chart", "late-list"]);

/** Which field of a block is typed into: its title or its words. */
export const field = (block) => (TITLED.has(block.type) || (WORDED.has(block.type) && block.title !== undefined && block.title !== null) ? "title" : "text");
export const hasWords = (block) => !COMPUTED.has(block.type) && block.type !== "table";
export const holds = (block) => hasWords(block) && block.type !== "paragraph";
export const canHaveTitle = (block) => WORDED.has(block.type);

/** The level below `type`, as an indented item becomes. */
export function below(type, layout) {
  const ladder = LADDER[layout];
  if (type === "subclause") return "point";
  return ladder[Math.min(ladder.indexOf(type) + 1, ladder.length - 1)];
}

/** Turn a block into another level, keeping its words with their marks; words under a title that the level has no place for become a paragraph. */
export function become(block, type) {
  if (block.type === type) return [];
  const { title, text } = block;
  const stays = WORDED.has(block.type) && WORDED.has(type) && title !== undefined;
  const inner = [...(block.content ?? [])];
  for (const key of ["title", "text", "number", "content"]) delete block[key];
  block.type = type;
  if (stays) Object.assign(block, { title }, text === undefined ? {} : { text });
  else if (title !== undefined && text !== undefined) {
    block[TITLED.has(type) ? "title" : "text"] = title;
    inner.unshift({ type: "paragraph", text });
  } else block[TITLED.has(type) ? "title" : "text"] = TITLED.has(type) ? words(title ?? text) : (title ?? text ?? "");
  if (inner.length && type !== "paragraph") block.content = inner;
  return type === "paragraph" ? inner : [];
}

export const empty = (type) => (TITLED.has(type) ? { type, title: "" } : { type, text: "" });

const FORMS = [
  ["part", /^Phần\s+(?:[IVXLC]+|thứ\s+\S+)\s*[.:]?\s*/i],
  ["chapter", /^Chương\s+[IVXLC\d]+\s*[.:]?\s*/i],
  ["article", /^Điều\s+\d+[a-zđ]?\s*[.:]\s*/i],
  ["section", /^[IVXLC]+\s*[.\-/]\s+/],
  ["subclause", /^\d+\.\d+\.?\s+/],
  ["clause", /^\d+\s*[./]\s+/],
  ["point", /^[a-zđ]\s*[).]\s+/],
  ["dash", /^[-–—+•*]\s*/],
];

/** A line with single spaces, its marks kept. */
function tidy(value) {
  const { text, marks } = unfold(value);
  const kept = [...Array(text.length).keys()].filter((at) => !/\s/.test(text[at]) || (at > 0 && !/\s/.test(text[at - 1])));
  const line = kept.map((at) => (/\s/.test(text[at]) ? " " : text[at])).join("");
  const end = line.trimEnd().length;
  return folded({ text: line.slice(0, end), marks: kept.slice(0, end).map((at) => marks[at]) });
}

/** Lines copied from Word (words, or runs with marks) as nested blocks: numbering is recognised and left out, levels are kept. */
export function fromLines(lines, layout) {
  const top = [];
  const open = [];
  const rank = [...LADDER[layout].slice(0, -2), "subclause", "point", "dash", "paragraph"];
  for (const value of lines.map((line) => tidy(typeof line === "string" ? line.normalize("NFC") : line)).filter((one) => words(one))) {
    const line = words(value);
    let [type, form] = FORMS.find(([kind, pattern]) => pattern.test(line) && rank.includes(kind)) ?? ["paragraph", null];
    let said = form ? line.replace(form, "") : line;
    const block = empty(type);
    if (TITLED.has(type) && said === said.toLocaleUpperCase("vi") && /\p{L}/u.test(said)) said = said.charAt(0) + said.slice(1).toLocaleLowerCase("vi");
    const rest = cut(value, line.length - said.length);
    if (WORDED.has(type) && carries(rest, 0, line.length, BOLD)) (delete block.text, (block.title = said));
    else block[field(block)] = TITLED.has(type) ? said : rest;
    while (open.length && rank.indexOf(open.at(-1).type) >= rank.indexOf(type)) open.pop();
    const parent = open.at(-1);
    if (parent) (parent.content ??= []).push(block);
    else top.push(block);
    if (type !== "paragraph") open.push(block);
  }
  return top;
}
