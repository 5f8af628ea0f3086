// What few documents need: circulation, drafter's mark, address, medium, the agency's own template. Folded until it is used.
import { h } from "../kit/dom.js";
import { toast } from "../kit/toast.js";
import { _ } from "../kit/words.js";
import { choice, text } from "./fields.js";
import { ask, settle } from "./saving.js";
import { at, put, state, store } from "./store.js";

const KEYS = ["circulation", "medium", "drafter_mark", "contact"];
let open = null;

const number = { input: { class: "input n short", inputmode: "numeric" }, read: (value) => (value ?? "").toString(), write: (typed) => (typed.trim() === "" ? "" : /^\d+$/.test(typed.trim()) ? Number(typed) : null) };

/** The agency's templates for this kind; the choice names a version, which stays even when a newer one is uploaded. */
function templates() {
  const { chosen, offered, url } = state.templates;
  if (!offered.length && !chosen) return null;
  const label = (one) => _("{name}, bản {version}", one);
  const kept = chosen && !offered.some((one) => one.id === chosen.id && one.version === chosen.version);
  const element = h("select", { class: "input", id: "own-template" }, kept ? h("option", { value: "kept" }, label(chosen)) : null, h("option", { value: "" }, _("Mẫu có sẵn")), ...offered.map((one) => h("option", { value: one.id }, label(one))));
  element.value = kept ? "kept" : (chosen?.id ?? "");
  const about = h("div", { class: "help" }, kept ? _("Văn bản này dùng bản {version}; mẫu đã đổi sau đó, chọn lại nếu muốn dùng bản mới.", chosen) : _("Văn bản giữ đúng bản mẫu đã chọn, dù mẫu có bản mới."));
  const send = async () => {
    if (element.value === "kept") return;
    const answer = await ask(url, "POST", { template: element.value });
    if (!answer?.ok) return void toast((await answer?.json().catch(() => null))?.message ?? _("Chưa đổi được mẫu, thử lại sau."));
    const told = await answer.json();
    state.templates.chosen = told.chosen;
    settle(told.revision);
    about.textContent = _("Văn bản giữ đúng bản mẫu đã chọn, dù mẫu có bản mới.");
    toast(told.chosen ? _("Đã dùng mẫu {name}, bản {version}.", told.chosen) : _("Đã dùng mẫu có sẵn."));
  };
  element.addEventListener("change", send);
  return h("div", { class: "field" }, h("label", { for: "own-template" }, _("Mẫu trình bày")), element, about);
}

/** The fields under one heading, each group with its provision. */
export function rare() {
  const suggestions = h("datalist", { id: "circulations" }, ...state.circulations.map((value) => h("option", { value })));
  const seal = at("/signer/seal") !== false;
  const parts = [
    templates(),
    choice(_("Hình thức văn bản"), "/medium", state.media.map(({ value, label }) => [value === "paper" ? "" : value, label]), { optional: true, mark: false }),
    h("div", {}, text(_("Phạm vi lưu hành"), "/circulation", { optional: true, cite: state.cites.circulation, input: { list: "circulations" } }), suggestions),
    text(_("Ký hiệu người soạn thảo"), "/drafter_mark/sign", { optional: true, cite: state.cites.drafter_mark }),
    text(_("Số bản phát hành"), "/drafter_mark/copies", { optional: true, ...number }),
    text(_("Số bản lưu"), "/archive/copies", { optional: true, ...number }),
    h("div", { class: "field wide" }, h("span", { class: "label" }, _("Địa chỉ liên hệ, in ở chân trang thứ nhất")), h("span", { class: "help" }, h("span", { class: "cite" }, state.cites.contact))),
    text(_("Địa chỉ"), "/contact/address", { optional: true, wide: true, grows: true }),
    ...[["phone", _("Điện thoại")], ["fax", _("Fax")], ["email", _("Thư điện tử")], ["website", _("Trang thông tin điện tử")]].map(([key, label]) => text(label, `/contact/${key}`, { optional: true, grows: true })),
    h("label", { class: "check wide" }, h("input", { type: "checkbox", class: "box", checked: seal, data: { path: "/signer/seal" }, onchange: (event) => store.update((data) => put(data, "/signer/seal", event.target.checked ? undefined : false)) }), _("Văn bản có đóng dấu hoặc ký số của cơ quan")),
  ];
  open ??= KEYS.some((key) => at(`/${key}`) !== undefined) || Boolean(state.templates.chosen);
  return h("details", { class: "rare wide", open, ontoggle: (event) => (open = event.target.open) }, h("summary", {}, _("Mẫu trình bày, phạm vi lưu hành, người soạn thảo, địa chỉ liên hệ")), h("div", { class: "fields" }, ...parts.filter(Boolean)));
}
