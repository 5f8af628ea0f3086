// A real text field with suggestions: matched without diacritics, the best first, and what is typed is kept as typed.
import { composing, h } from "../kit/dom.js";
import { _ } from "../kit/words.js";

export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

/** Rank of a suggestion for what is typed: exact, then at a word's start, then inside; null for no hit. */
function rank(words, typed) {
  const place = fold(words).indexOf(typed);
  if (place < 0) return null;
  if (place === 0) return words.length === typed.length ? 0 : 1;
  return fold(words)[place - 1] === " " ? 2 : 3;
}

function marked(words, typed) {
  const folded = fold(words);
  const at = typed && folded.length === words.length ? folded.indexOf(typed) : -1;
  if (at < 0) return [words];
  return [words.slice(0, at), h("mark", {}, words.slice(at, at + typed.length)), words.slice(at + typed.length)];
}

let count = 0;

/** Give `input` a list of `choices()` ([words, times used]); `onchoose` is told what was taken. */
export function combo(input, choices, onchoose) {
  const id = `combo-${(count += 1)}`;
  const list = h("ul", { class: "options", role: "listbox", id, hidden: true, "aria-label": _("Gợi ý") });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list", autocomplete: "off" })) input.setAttribute(name, value);
  let shown = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (index) => {
    const words = shown[index][0];
    close();
    onchoose(words);
  };
  const open = () => {
    const typed = fold(input.value.trim());
    shown = choices()
      .map(([words, times]) => ({ words, times, order: typed ? rank(words, typed) : 1 }))
      .filter((item) => item.order !== null && item.words !== input.value)
      .sort((one, other) => one.order - other.order || (other.times ?? 0) - (one.times ?? 0))
      .slice(0, 7)
      .map((item) => [item.words, item.times]);
    list.replaceChildren(...shown.map(([words, times], index) => h("li", { role: "option", id: `${id}-${index}`, "aria-selected": "false", onmousedown: (event) => (event.preventDefault(), take(index)) }, h("span", {}, marked(words, typed)), times ? h("span", { class: "spread" }, _("dùng {n} lần", { n: times })) : null)));
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(Boolean(shown.length)));
    at = -1;
    if (shown.length && typed) mark(0);
  };
  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (composing(event) || event.altKey || event.ctrlKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open();
      else mark((at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
      if (shown.length) event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      take(at);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  return h("span", { class: "combo" }, input, list);
}
