// Words with light marks (bold, italic): what typing, cutting and marking does to them, nothing of how they are shown.

export const BOLD = 1;
export const ITALIC = 2;

const asRuns = (value) => (Array.isArray(value) ? value : [value ?? ""]).map((run) => (typeof run === "string" ? { text: run } : run));
const markOf = (run) => (run.bold ? BOLD : 0) | (run.italic ? ITALIC : 0);

/** The words of a value, and the mark of each of their letters. */
export function unfold(value) {
  const runs = asRuns(value);
  return { text: runs.map((run) => run.text ?? "").join(""), marks: runs.flatMap((run) => Array((run.text ?? "").length).fill(markOf(run))) };
}

/** The stretches of one mark as [words, mark]. */
export function stretches({ text, marks }) {
  const found = [];
  for (let index = 0; index < text.length; index += 1) {
    if (found.length && found.at(-1)[1] === marks[index]) found.at(-1)[0] += text[index];
    else found.push([text[index], marks[index]]);
  }
  return found;
}

/** A plain string where nothing is marked, else runs: as short as the document's data writes them. */
export function folded(unfolded) {
  if (unfolded.marks.every((mark) => !mark)) return unfolded.text;
  return stretches(unfolded).map(([text, mark]) => ({ text, ...(mark & BOLD ? { bold: true } : {}), ...(mark & ITALIC ? { italic: true } : {}) }));
}

/** The value after its words became `text`: what is new between takes `mark`, or the mark of the letter before it. */
export function retyped(value, text, mark = null) {
  const old = unfold(value);
  if (old.text === text) return value;
  let start = 0;
  while (start < old.text.length && start < text.length && old.text[start] === text[start]) start += 1;
  let end = 0;
  while (end < old.text.length - start && end < text.length - start && old.text.at(-1 - end) === text.at(-1 - end)) end += 1;
  const taken = mark ?? old.marks[start - 1] ?? old.marks[start] ?? 0;
  const fresh = Array(text.length - start - end).fill(taken);
  return folded({ text, marks: [...old.marks.slice(0, start), ...fresh, ...old.marks.slice(old.marks.length - end)] });
}

/** The value's words from one place to another, with their marks. */
export function cut(value, from, to = Infinity) {
  const { text, marks } = unfold(value);
  return folded({ text: text.slice(from, to), marks: marks.slice(from, to) });
}

/** Without white space at its ends. */
export function trimmed(value) {
  const { text } = unfold(value);
  return cut(value, text.length - text.trimStart().length, text.trimEnd().length);
}

/** Values one after another. */
export function joined(...values) {
  const parts = values.map(unfold);
  return folded({ text: parts.map((part) => part.text).join(""), marks: parts.flatMap((part) => part.marks) });
}

/** Whether every letter between two places carries the mark. */
export function carries(value, from, to, mark) {
  const marks = unfold(value).marks.slice(from, to);
  return marks.length > 0 && marks.every((one) => one & mark);
}

/** The value with a mark put on a stretch, or taken off where all of it has the mark. */
export function toggled(value, from, to, mark) {
  const { text, marks } = unfold(value);
  const off = carries(value, from, to, mark);
  return folded({ text, marks: marks.map((one, index) => (index < from || index >= to ? one : off ? one & ~mark : one | mark)) });
}

const BLOCKS = /^(?:p|div|li|tr|h[1-6]|br|table|ul|ol)$/;

/** A copied page as a document; its styles become plain data, for the content policy forbids inline ones even here. */
export function parsed(html) {
  const bare = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  return new DOMParser().parseFromString(bare, "text/html");
}

const styled = (node, name) => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(node.getAttribute("data-style") ?? "")?.[1].trim().toLowerCase();

/** Lines of a copied page as values: words with bold and italic, everything else left out. */
export function pastedLines(clipboard) {
  const html = clipboard.getData("text/html");
  const text = clipboard.getData("text/plain").replace(/\r\n?|\u2028/g, "\n");
  if (!/<(?:b|i|strong|em)[\s>]|font-(?:weight|style)/i.test(html)) return text.split("\n");
  const lines = [];
  let line = [];
  const flush = () => {
    if (line.length) lines.push(folded({ text: line.map(([letter]) => letter).join(""), marks: line.map(([, mark]) => mark) }));
    line = [];
  };
  const walk = (node, mark) => {
    if (node.nodeType === Node.TEXT_NODE) for (const letter of node.data.replace(/[\s\u00a0]+/g, " ").normalize("NFC")) line.push(...[...letter].flatMap((one) => [...Array(one.length).keys()].map((at) => [one[at], mark])));
    if (node.nodeType !== Node.ELEMENT_NODE || /^(?:style|script|head|title)$/i.test(node.localName)) return;
    const [weight, style] = node.nodeType === Node.ELEMENT_NODE ? [styled(node, "font-weight"), styled(node, "font-style")] : [];
    let inner = mark;
    if (/^(?:b|strong)$/.test(node.localName)) inner |= BOLD;
    if (/^(?:i|em)$/.test(node.localName)) inner |= ITALIC;
    if (weight) inner = weight === "bold" || Number(weight) >= 600 ? inner | BOLD : inner & ~BOLD;
    if (style) inner = style === "italic" ? inner | ITALIC : inner & ~ITALIC;
    if (BLOCKS.test(node.localName)) flush();
    for (const child of node.childNodes) walk(child, inner);
    if (BLOCKS.test(node.localName)) flush();
  };
  walk(parsed(html).body, 0);
  flush();
  return lines.map(trimmed).filter((value) => unfold(value).text);
}
