// Submitting and approving: what the checker still finds is shown to who submits and to who approves; only what is not filled in stands in the way.
import { h, icon } from "../kit/dom.js";
import { _ } from "../kit/words.js";
import { openDrawer } from "./drawer.js";
import { findings, inWords as said, isGrave, problems } from "./problems.js";

const SHOWN = 6;
const sheet = document.getElementById("submit-sheet");

const counted = (tone) => findings.filter((one) => one.tone === tone).length;
const inWords = () => [[counted("bad"), _("lỗi")], [counted("warn"), _("cảnh báo")]].filter(([count]) => count).map(([count, words]) => `${count} ${words}`).join(", ");

function line(item, tone) {
  const go = () => {
    sheet.close();
    document.dispatchEvent(new CustomEvent("go", { detail: item.path }));
  };
  return h("li", { class: tone }, icon({ bad: "x-circle", warn: "exclamation-triangle", must: "circle" }[tone]), h("span", {}, item.short ?? said(item), item.place && tone !== "must" ? h("span", { class: "muted" }, ` ${item.place}`) : null), item.path ? h("button", { type: "button", class: "link", onclick: go }, _("Đến chỗ này")) : null);
}

function list(title, lines) {
  const more = lines.length > SHOWN ? h("li", { class: "muted" }, _("và {n} chỗ nữa", { n: lines.length - SHOWN })) : null;
  return h("div", {}, h("h3", {}, title), h("ul", { class: "remaining" }, ...lines.slice(0, SHOWN), more));
}

function show() {
  const grave = findings.filter(isGrave);
  const parts = [];
  if (problems.length) parts.push(list(_("Còn {n} chỗ phải điền", { n: problems.length }), problems.map((one) => line(one, "must"))));
  if (grave.length) parts.push(list(_("Còn {words}; người duyệt cũng thấy", { words: inWords() }), grave.map((one) => line(one, one.tone))));
  if (!parts.length) parts.push(h("div", { class: "note ok" }, icon("check-circle"), h("div", {}, h("b", {}, _("Đạt thể thức.")), " ", _("Không còn chỗ nào phải sửa."))));
  document.getElementById("submit-checks").replaceChildren(...parts);
  document.getElementById("submit-send").disabled = problems.length > 0;
  document.getElementById("submit-why").textContent = problems.length ? _("Điền đủ thì trình được") : "";
}

/** The approver's line: what the checker found, and the way to it. */
function tell() {
  const place = document.getElementById("handover-checks");
  if (!place) return;
  const words = inWords();
  place.replaceChildren(words ? _("Bản in còn {words}.", { words }) : _("Bản in đạt thể thức."), " ", h("button", { type: "button", class: "link", onclick: () => openDrawer("check") }, _("Xem kết quả kiểm tra")));
}

export function startSubmitting() {
  document.addEventListener("checked", () => {
    if (sheet) show();
    tell();
  });
  if (sheet) show();
}
