// Two people on one draft: parts only one of them touched are joined by themselves; the others are shown side by side.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { store, words } from "./store.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const PART_NAMES = {
  subject: _("Trích yếu"), issuer: _("Cơ quan ban hành"), parent_agency: _("Cơ quan chủ quản"), issued_on: _("Thời gian ban hành"), legal_bases: _("Căn cứ ban hành"),
  opening: _("Mở đầu"), body: _("Nội dung"), addressees: _("Kính gửi"), appendices: _("Phụ lục"), attachment: _("Văn bản kèm theo"), tasks: _("Bảng nhiệm vụ"),
  recipients: _("Nơi nhận"), archive: _("Lưu"), signer: _("Người ký"), urgency: _("Mức độ khẩn"),
};

/** Join two changed states of one base, part by part; `both` names the parts that both changed differently. */
export function mergeParts(base, mine, theirs) {
  const data = structuredClone(theirs);
  const both = [];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base ?? {})])) {
    const iChanged = !same(mine[key], base?.[key]);
    const theyChanged = !same(theirs[key], base?.[key]);
    if (!iChanged || same(mine[key], theirs[key])) continue;
    if (!theyChanged) mine[key] === undefined ? delete data[key] : (data[key] = structuredClone(mine[key]));
    else if (key === "body" && joinList(base.body?.content, mine.body?.content, theirs.body?.content, data.body)) continue;
    else both.push({ key, mine: structuredClone(mine[key]), theirs: structuredClone(theirs[key]) });
  }
  for (const clash of both) data[clash.key] = structuredClone(clash.mine);
  return { data, both };
}

/** Items at the same place that only one side changed are joined; false when both changed one, or the count differs. */
function joinList(base, mine, theirs, target) {
  if (!base || base.length !== mine?.length || base.length !== theirs?.length) return false;
  const joined = [];
  for (let index = 0; index < base.length; index += 1) {
    const iChanged = !same(mine[index], base[index]);
    if (iChanged && !same(theirs[index], base[index]) && !same(mine[index], theirs[index])) return false;
    joined.push(structuredClone(iChanged ? mine[index] : theirs[index]));
  }
  target.content = joined;
  return true;
}

const text = (value) => {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(text).filter(Boolean).join("\n");
  return [words(value.title), words(value.text), words(value.name), value.post, text(value.content), text(value.tasks), text(value.outputs)].filter(Boolean).join("\n");
};

/** A text with the words marked that the other does not have: what stands between the same beginning and the same end. */
function differing(mine, theirs) {
  const [one, other] = [mine, theirs].map((said) => said.split(/(\s+)/));
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const middle = one.slice(start, one.length - end).join("");
  return [one.slice(0, start).join(""), middle.trim() ? h("span", { class: "diff-added" }, middle) : middle, one.slice(one.length - end).join("")];
}

const listOf = (value) => (Array.isArray(value) ? value : Array.isArray(value?.content) ? value.content : null);

/** Theirs with what only mine has put after it; null where the part is no list. */
export function together(mine, theirs) {
  const [ours, others] = [listOf(mine), listOf(theirs)];
  if (!ours || !others) return null;
  const joined = [...others, ...ours.filter((item) => !others.some((other) => same(item, other)))];
  return structuredClone(Array.isArray(theirs) ? joined : { ...theirs, content: joined });
}

/** Show both texts of every clash and let the person choose part by part; ours stays until then. */
export function showClash(both, theirs, settled) {
  const place = document.getElementById("band");
  let left = both.length;
  const card = (clash) => {
    const joined = together(clash.mine, clash.theirs);
    const done = (value) => {
      if (value) {
        store.update((data) => (data[clash.key] = value));
        store.tell({ structure: true, replaced: true });
      }
      note.remove();
      left -= 1;
      if (!left) settled();
    };
    const side = (title, value, other) => h("div", { class: "clash-side" }, h("span", { class: "muted small-text" }, title), h("pre", {}, ...differing(text(value).slice(0, 1200), text(other).slice(0, 1200))));
    const note = h("div", { class: "note warn page-wide clash" }, icon("people"), h("div", {},
      h("b", {}, _("{who} cũng đã sửa {part}.", { who: theirs.saved_by, part: PART_NAMES[clash.key] ?? clash.key })), " ", _("Hai bản đều được giữ. Chọn bản dùng tiếp cho riêng phần này."),
      h("div", { class: "two-even" }, side(_("Của bạn"), clash.mine, clash.theirs), side(_("Của {who}, {at}", { who: theirs.saved_by, at: new Date(theirs.saved_at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false }) }), clash.theirs, clash.mine)),
      h("div", { class: "actions" }, h("button", { class: "btn small", type: "button", onclick: () => done(null) }, _("Dùng bản của tôi")), h("button", { class: "btn small", type: "button", onclick: () => done(clash.theirs) }, _("Dùng bản của {who}", { who: theirs.saved_by })), joined ? h("button", { class: "btn small quiet", type: "button", onclick: () => done(joined) }, _("Ghép cả hai")) : null)));
    return note;
  };
  place.replaceChildren(...both.map(card));
  place.querySelector("button")?.focus();
}
