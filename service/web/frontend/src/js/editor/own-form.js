// The lines of a kind whose sample has its own (giấy mời ...): one field for each, as the server describes them.
import { h } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { fromMoment, toIso, toMoment } from "./dates.js";
import { choice, text } from "./fields.js";
import { lines } from "./lists.js";
import { at, put, state, store } from "./store.js";

/** Those the document is addressed to, under the name that its kind has for them. */
export function addressees(choices, redraw) {
  const { addressed, mustAddress, addressees: name } = state.kind;
  if (!addressed) return null;
  return h("div", { class: "field wide" }, h("span", { class: "label" }, name, mustAddress ? "" : ` ${_("(nếu có)")}`), lines("/addressees", { make: (value) => value, add: state.kind.ownWords ? _("Thêm một nơi hoặc một người") : _("Thêm nơi kính gửi"), name, choices, redraw }));
}

/** Nothing typed takes the value away; what cannot be read is kept from the data. */
const emptyOr = (read) => (typed) => (typed.trim() ? read(typed) : undefined);

/** The fields; `day` says how a day is typed. */
export function ownForm(day, redraw) {
  return state.form.map(({ path, label, help, type, optional, options, open }) => {
    if (type === "choice") return choice(label, path, [["", open], ...options], { optional, mark: false });
    if (type === "lines") return h("div", { class: "field wide" }, h("span", { class: "label" }, label), lines(path, { make: (value) => value, add: _("Thêm một nơi hoặc một người"), name: label, redraw }), h("div", { class: "help" }, help));
    if (type === "moment") return text(label, path, { help, read: fromMoment, write: emptyOr(toMoment), input: { class: "input n" } });
    if (type === "check") return h("label", { class: "check wide" }, h("input", { type: "checkbox", class: "box", checked: at(path) === true, data: { path }, onchange: (event) => store.update((data) => put(data, path, event.target.checked || undefined)) }), `${label}. ${help}`);
    if (type === "day") return text(label, path, { ...day, optional: false, write: emptyOr(toIso), help });
    return text(label, path, { wide: true, grows: true, help, optional });
  });
}
