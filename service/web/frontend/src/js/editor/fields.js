// Fields bound to a place in the data: typing changes the data and nothing is drawn again under the cursor.
import { composing, h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { at, put, store } from "./store.js";

let count = 0;

/** A labelled text field for `path`; `read` and `write` turn words into data and back. */
export function text(label, path, { help = "", cite = "", optional = false, wide = false, read = (value) => value ?? "", write = (value) => value, input = {}, group = "", grows = false, echo = null, onchange = null, wrap = (element) => element } = {}) {
  const id = `field-${(count += 1)}`;
  const element = grows ? oneLine(growing(read(at(path)), { class: "input grow-input", id, data: { path }, ...input })) : h("input", { class: "input", id, type: "text", autocomplete: "off", value: read(at(path)), data: { path }, ...input });
  const echoed = echo ? h("span", { class: "echo print-type", id: `${id}-echo`, "aria-live": "off" }, echo(element.value)) : null;
  element.addEventListener("input", () => {
    const value = write(element.value.replace(/\n/g, " "));
    element.toggleAttribute("data-unread", value === null);
    if (value !== null) store.update((data) => put(data, path, optional && value === "" ? undefined : value), { key: path, quiet: true });
    if (echoed) echoed.textContent = echo(element.value);
    onchange?.(element.value);
  });
  return h("div", { class: wide ? "field wide" : "field" }, h("label", { for: id }, label, optional ? ` ${_("(nếu có)")}` : ""), group ? h("span", { class: group }, wrap(element), echoed) : wrap(element), group ? null : echoed, help || cite ? h("div", { class: "help" }, help, cite ? h("span", { class: "cite", title: cite }, help ? ". " : "", cite) : "") : null);
}

/** A field of one line that wraps where its words are longer than it is wide: Enter adds nothing. */
function oneLine(element) {
  element.addEventListener("keydown", (event) => event.key === "Enter" && !event.ctrlKey && !composing(event) && event.preventDefault());
  return element;
}

/** A labelled choice for `path`. */
export function choice(label, path, options, { optional = false, mark = optional } = {}) {
  const id = `field-${(count += 1)}`;
  const element = h("select", { class: "input", id, data: { path } }, ...options.map(([value, words]) => h("option", { value }, words)));
  element.value = at(path) ?? "";
  element.addEventListener("change", () => store.update((data) => put(data, path, optional && !element.value ? undefined : element.value)));
  return h("div", { class: "field" }, h("label", { for: id }, label, mark ? ` ${_("(nếu có)")}` : ""), element);
}

/** A text area that grows with its words; Enter is left to the caller. */
export function growing(value, attributes = {}) {
  const element = h("textarea", { class: "grow", rows: 1, value, spellcheck: "false", autocomplete: "off", ...attributes });
  const fit = () => {
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  };
  element.addEventListener("input", fit);
  sizes.observe(element);
  queueMicrotask(fit);
  element.fit = fit;
  return element;
}
const sizes = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries)
    if (target.seenWidth !== contentRect.width) {
      target.seenWidth = contentRect.width;
      target.fit();
    }
});

/** A small button with a sign only; its words are its title and name. */
export const tool = (sign, words, onclick, attributes = {}) => h("button", { type: "button", class: "tool", title: words, "aria-label": words, onclick, ...attributes }, icon(sign));

/** Move an item of a list in the data. */
export function move(list, from, to) {
  if (to < 0 || to >= list.length) return false;
  list.splice(to, 0, ...list.splice(from, 1));
  return true;
}
