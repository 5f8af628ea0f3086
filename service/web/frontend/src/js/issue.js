// The issue page: the date echoed as it prints, page 1 with number and date outlined.
import { debounce, h } from "./kit/dom.js";
import { printed, toIso } from "./editor/dates.js";
import { _ } from "./kit/words.js";

const day = document.getElementById("day");
const desk = document.getElementById("first-page");

desk.querySelector("[data-waits]")?.removeAttribute("hidden");

async function show() {
  const iso = toIso(day.value);
  if (!iso || iso.length < 10) return;
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf]").content };
  const answer = await fetch(day.dataset.url, { method: "POST", headers, body: JSON.stringify({ day: iso }) }).catch(() => null);
  const made = await answer?.json().catch(() => null);
  if (!answer?.ok) return void desk.replaceChildren(h("p", { class: "desk-note" }, made?.message ?? _("Chưa dựng được trang in")));
  const [w, height] = made.sizes[0];
  const image = new Image();
  image.src = `${day.dataset.pages}/${made.key}/1.png?dpi=130`;
  image.alt = _("Trang 1 khi đã cấp số");
  await image.decode().catch(() => null);
  const zones = made.lines.filter(([, , top, , , text]) => top < 90 && (/^Số:/.test(text) || /ngày \d+ tháng/.test(text))).slice(0, 2).map(([, left, top, right, bottom]) => {
    const band = h("span", { class: "zone" });
    Object.assign(band.style, { left: `${((left - 2) / w) * 100}%`, width: `${((right - left + 4) / w) * 100}%`, top: `${((top - 1.6) / height) * 100}%`, height: `${((bottom - top + 3.2) / height) * 100}%` });
    return band;
  });
  desk.replaceChildren(h("div", { class: "page" }, image, ...zones));
  document.getElementById("page-count").textContent = _("{n} trang", { n: made.pages });
}
day?.addEventListener("input", () => {
  const iso = toIso(day.value);
  if (iso?.length !== 10) return;
  document.getElementById("date-echo").textContent = printed(day.dataset.place, iso);
  const early = Boolean(day.dataset.notBefore) && iso < day.dataset.notBefore;
  for (const [id, hidden] of [["goes-back", !early], ["in-order", early]]) document.getElementById(id)?.toggleAttribute("hidden", hidden);
});
day?.addEventListener("input", debounce(600, show));
if (day) show();
