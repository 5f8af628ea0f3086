// Levels of the content: what each is called, what lies under it, and how lines of another program become items.
import { _ } from "../kit/words.js";
import { words } from "./store.js";

export const NAMES = {
  part: _("Phần"), chapter: _("Chương"), section: _("Mục"), subsection: _("Tiểu mục"), article: _("Điều"), clause: _("Khoản"),
  subclause: _("Khoản nhỏ"), point: _("Điểm"), dash: _("Gạch đầu dòng"), paragraph: _("Đoạn văn"), table: _("Bảng"),
  "task-table": _("Bảng phân công nhiệm vụ"), "progress-figures": _("Số liệu tiến độ"), "late-list": _("Danh sách chậm tiến độ"),
};
export const CHOICES = {
  sections: ["part", "section", "clause", "subclause", "point", "dash", "paragraph"],
  articles: ["part", "chapter", "section", "article", "clause", "point", "dash", "paragraph"],
};
const LADDER = { sections: ["part", "section", "clause", "point", "dash"], articles: ["part", "chapter", "section", "article", "clause", "point", "dash"] };
const TITLED = new Set(["part", "chapter", "section", "subsection"]);
const WORDED = new Set(["article", "clause", "subclause"]);
export const COMPUTED = new Set(["task-table", "progress-figures", "late-list"]);

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

/** Turn a block into another level, keeping its words. */
export function become(block, type) {
  const said = words(block[field(block)]);
  const kept = block.content;
  for (const key of ["title", "text", "number", "content"]) delete block[key];
  block.type = type;
  block[TITLED.has(type) ? "title" : "text"] = said;
  if (kept?.length && type !== "paragraph") block.content = kept;
  return type === "paragraph" ? (kept ?? []) : [];
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

/** Lines copied from Word as nested blocks: numbering is recognised and left out, levels are kept. */
export function fromLines(text, layout) {
  const top = [];
  const open = [];
  const rank = [...LADDER[layout].slice(0, -2), "subclause", "point", "dash", "paragraph"];
  for (const line of text.normalize("NFC").split(/\r?\n|\u2028/).map((one) => one.replace(/\s+/g, " ").trim()).filter(Boolean)) {
    let [type, form] = FORMS.find(([kind, pattern]) => pattern.test(line) && rank.includes(kind)) ?? ["paragraph", null];
    let said = form ? line.replace(form, "") : line;
    const block = empty(type);
    if (TITLED.has(type) && said === said.toLocaleUpperCase("vi") && /\p{L}/u.test(said)) said = said.charAt(0) + said.slice(1).toLocaleLowerCase("vi");
    block[field(block)] = said;
    while (open.length && rank.indexOf(open.at(-1).type) >= rank.indexOf(type)) open.pop();
    const parent = open.at(-1);
    if (parent) (parent.content ??= []).push(block);
    else top.push(block);
    if (type !== "paragraph") open.push(block);
  }
  return top;
}
