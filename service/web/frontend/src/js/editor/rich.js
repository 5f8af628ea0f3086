// A real text field for words with bold and italic: input methods work as everywhere, a layer over it shows the marks.
import { composing, h } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { growing } from "./fields.js";
import { BOLD, carries, ITALIC, pastedLines, retyped, stretches, toggled, unfold } from "./marks.js";

const NAMES = { [BOLD]: _("Chữ đậm"), [ITALIC]: _("Chữ nghiêng") };
const KEYS = { b: BOLD, i: ITALIC };
const MOVES = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Enter", "PageUp", "PageDown", "Tab"]);

/** Show the marks over the field: the same letters at the same places, so that words never move. */
function paint(box, element) {
  const unfolded = unfold(element.rich);
  const marked = unfolded.marks.some(Boolean);
  box.classList.toggle("marked", marked);
  const layer = box.querySelector(".rich-layer");
  layer.replaceChildren(...(marked ? stretches(unfolded).map(([words, mark]) => h("span", { class: `${mark & BOLD ? "bold" : ""} ${mark & ITALIC ? "italic" : ""}`.trim() }, words)) : []));
  const told = [BOLD, ITALIC].map((mark) => [NAMES[mark], stretches(unfolded).filter(([, one]) => one & mark).map(([words]) => words.trim()).join(", ")]);
  const spoken = told.filter(([, words]) => words).map(([name, words]) => `${name}: ${words}`).join(". ");
  spoken ? element.setAttribute("aria-description", spoken) : element.removeAttribute("aria-description");
}

/** A growing field for `value` (a string or runs); `onchange` gets the value after each change. Returns its box; `box.field` is the field. */
export function richField(value, attributes, onchange) {
  const element = growing(unfold(value).text, { "aria-keyshortcuts": "Control+B Control+I", ...attributes });
  const box = h("span", { class: "rich" }, element, h("span", { class: "rich-layer", "aria-hidden": "true" }));
  element.rich = value ?? "";
  element.pending = null;
  const set = (next) => {
    element.rich = next;
    paint(box, element);
    onchange(next);
    element.dispatchEvent(new CustomEvent("marks", { bubbles: true }));
  };
  element.addEventListener("input", () => set(retyped(element.rich, element.value, element.pending)));
  const forget = () => (element.pending = null);
  element.addEventListener("blur", forget);
  element.addEventListener("mousedown", forget);
  element.mark = (mark) => {
    const { selectionStart: from, selectionEnd: to } = element;
    if (from !== to) return set(toggled(element.rich, from, to, mark));
    element.pending = (element.pending ?? unfold(element.rich).marks[from - 1] ?? 0) ^ mark;
    element.dispatchEvent(new CustomEvent("marks", { bubbles: true }));
  };
  element.has = (mark) => {
    const { selectionStart: from, selectionEnd: to } = element;
    if (from === to) return Boolean((element.pending ?? unfold(element.rich).marks[from - 1] ?? 0) & mark);
    return carries(element.rich, from, to, mark);
  };
  element.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (MOVES.has(event.key)) forget();
    const mark = event.ctrlKey && !event.shiftKey && !event.altKey && KEYS[event.key.toLowerCase()];
    if (!mark) return;
    event.preventDefault();
    element.mark(mark);
  });
  element.addEventListener("paste", (event) => {
    if (event.defaultPrevented) return;
    const lines = pastedLines(event.clipboardData);
    if (!lines.some(Array.isArray)) return;
    event.preventDefault();
    insert(element, lines, set);
  });
  paint(box, element);
  box.field = element;
  return box;
}

/** Put pasted lines in place of the selection, joined by spaces, with their own marks. */
function insert(element, lines, set) {
  const pieces = lines.map(unfold);
  const words = pieces.map(({ text }) => text).join(" ");
  const start = element.selectionStart;
  element.setRangeText(words, start, element.selectionEnd, "end");
  let next = retyped(element.rich, element.value, 0);
  let at = start;
  for (const piece of pieces) {
    for (const [text, mark] of stretches(piece)) {
      for (const one of [BOLD, ITALIC]) if (Boolean(mark & one) !== carries(next, at, at + text.length, one)) next = toggled(next, at, at + text.length, one);
      at += text.length;
    }
    at += 1;
  }
  set(next);
  element.fit();
}

/** The two buttons for the field that `current()` gives; they follow its selection and never take its focus. */
export function markTools(current) {
  const button = (mark, sign, words) => h("button", { type: "button", class: "tool", title: words, "aria-label": words, "aria-pressed": "false", data: { mark }, onmousedown: (event) => event.preventDefault(), onclick: () => (current()?.mark(mark), current()?.focus()) }, sign);
  return [button(BOLD, h("b", { "aria-hidden": "true" }, "B"), _("Chữ đậm (Ctrl B)")), button(ITALIC, h("i", { "aria-hidden": "true" }, "I"), _("Chữ nghiêng (Ctrl I)"))];
}

const follow = () => {
  const element = document.activeElement;
  if (!element?.has) return;
  for (const tool of element.closest(".part, dialog")?.querySelectorAll("[data-mark]") ?? []) tool.setAttribute("aria-pressed", String(element.has(Number(tool.dataset.mark))));
};
document.addEventListener("selectionchange", follow);
document.addEventListener("marks", follow);
