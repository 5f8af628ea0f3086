// Who signs, in what capacity: chosen by situation, each saying what will be printed.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { text } from "./fields.js";
import { draw } from "./form.js";
import { state, store } from "./store.js";

const same = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
const FORMS = { TM: "TM.", KT: "KT.", TL: "TL.", TUQ: "TUQ.", Q: "Q." };

/** The lines over the signature, as they print. */
export function printedLines({ authority = [], post = "" }) {
  const above = authority.filter((line) => line.form !== "Q").map((line) => `${FORMS[line.form]} ${(line.of ?? "").toLocaleUpperCase("vi")}`.trim());
  const acting = authority.some((line) => line.form === "Q");
  return [...above, `${acting ? "Q. " : ""}${post.toLocaleUpperCase("vi")}`].filter(Boolean);
}

function choose(situation) {
  const known = state.signers.find((person) => same(person.authority, situation.authority) && person.post === situation.post) ?? state.signers.find((person) => person.post === situation.post);
  store.update((data) => {
    const kept = data.signer ?? {};
    data.signer = { ...kept, authority: structuredClone(situation.authority), post: known?.post ?? situation.post, name: known?.name ?? (kept.post === situation.post ? kept.name : "") };
    if (!data.signer.authority.length) delete data.signer.authority;
  });
  draw("signer");
  queueMicrotask(() => document.querySelector("#part-signer input:checked")?.focus());
}

/** A title before the name, or a name in capitals, and what it should be. */
export function betterName(name) {
  let right = name.replace(/^(?:(?:PGS|GS|TSKH|TS|ThS|BS|KS|CN|Thạc sĩ|Tiến sĩ|Cử nhân|Kỹ sư|Bác sĩ)\.?\s*)+/i, "");
  if (right && right === right.toLocaleUpperCase("vi") && right.includes(" ")) right = right.toLocaleLowerCase("vi").replace(/(^|\s)\p{L}/gu, (letter) => letter.toLocaleUpperCase("vi"));
  return right && right !== name ? right : null;
}

export function drawSigner() {
  const signer = store.data.signer ?? {};
  const cards = state.situations.map((situation) => {
    const chosen = same(signer.authority, situation.authority);
    return h("label", { class: "radio-card" }, h("input", { class: "box", type: "radio", name: "situation", checked: chosen, onchange: () => choose(situation) }),
      h("span", {}, h("b", {}, situation.title), `${situation.about} `, h("span", { class: "muted" }, `${_("In:")} ${printedLines(situation).join(", ")}`)));
  });
  const people = state.signers.map((person) => [person.name, 0]);
  const fix = h("div", { class: "fault", hidden: true });
  const offer = () => {
    const right = betterName(store.data.signer?.name ?? "");
    fix.hidden = !right;
    if (right) fix.replaceChildren(icon("x-circle"), h("span", {}, _("Không ghi học hàm, học vị; họ tên viết thường, chữ đầu viết hoa.")), h("button", { class: "btn small", type: "button", onclick: () => (store.update((data) => (data.signer.name = right)), draw("signer")) }, `${_("Đổi thành")} ${right}`), h("span", { class: "cite" }, state.cites.post));
  };
  const name = text(_("Họ và tên"), "/signer/name", { onchange: offer, input: { list: people.length ? "signer-names" : null } });
  offer();
  return h("div", { class: "stack-s" },
    h("div", { class: "field" }, h("span", { class: "label", id: "situation-label" }, _("Ai ký, với tư cách gì?")), h("div", { class: "stack-s", role: "radiogroup", "aria-labelledby": "situation-label", data: { path: "/signer/authority" } }, ...cards)),
    h("div", { class: "fields" }, text(_("Chức vụ"), "/signer/post", {}), h("div", { data: { ownFix: "" } }, name, h("datalist", { id: "signer-names" }, ...people.map(([value]) => h("option", { value }))), fix),
      text(_("Chức vụ khác"), "/signer/other_post", { optional: true, help: _("In phía trên họ tên, khi hội đồng hoặc ban chỉ đạo ban hành") })),
    h("div", { class: "help" }, h("span", { class: "cite" }, state.cites.signer)));
}
