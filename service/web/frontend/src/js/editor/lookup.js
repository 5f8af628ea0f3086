// The look-up drawer: what the decree asks for, by words or by provision; begins with the part that is being written.
import { debounce, h } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { drawerHead, drawerTool, isOpen } from "./drawer.js";
import { state } from "./store.js";

const CITES = { head: "subject", bases: "body", body: "body", tasks: "body", recipients: "recipients", signer: "signer" };
let asked = 0;

const entry = ({ title, about, cite }) => h("article", { class: "provision" }, h("h3", {}, title), h("p", { class: "cite" }, `${about}. ${cite}`));

async function find(words, list) {
  const turn = (asked += 1);
  const query = new URLSearchParams({ q: words, loai: state.kind.slug });
  const answer = await fetch(`${state.urls.lookup}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
  const told = answer?.ok ? await answer.json() : null;
  if (turn !== asked || !list.isConnected) return;
  if (!told) return list.replaceChildren(h("p", { class: "counts" }, _("Chưa tra được, thử lại sau.")));
  const none = h("p", { class: "counts secondary" }, _("Không có quy định nào khớp. Thử ít chữ hơn, hoặc ghi khoản, điểm."));
  const more = told.more ? h("p", { class: "counts secondary" }, _("Còn {n} quy định khác; ghi thêm chữ để thu hẹp.", { n: told.more })) : "";
  list.replaceChildren(...(told.entries.length ? told.entries.map(entry) : [none]), more);
}

function show(place) {
  const part = document.querySelector(".part.focused")?.dataset.part ?? "head";
  const list = h("div", { class: "provisions", role: "region", "aria-live": "polite", "aria-label": _("Quy định tìm được") });
  const field = h("input", { class: "input", id: "lookup", type: "search", autocomplete: "off", value: state.cites[CITES[part]] });
  field.addEventListener("input", debounce(200, () => find(field.value, list)));
  place.replaceChildren(drawerHead("lookup"), h("div", { class: "lookup" }, h("label", { for: "lookup" }, _("Từ ngữ hoặc điều khoản")), field, h("div", { class: "help" }, _("Ví dụ: nơi nhận; cỡ chữ; Mục II, khoản 5. Gõ không dấu cũng được."))), list);
  if (isOpen("lookup")) field.select();
  field.focus();
  find(field.value, list);
}

export function startLookup() {
  drawerTool("lookup", _("Tra cứu"), show);
}
