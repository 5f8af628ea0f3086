// Dates typed freely and echoed as the decree words them; nothing is guessed that a person would not.

/** `05/3/2026`, `3/2026`, `2026` or `ngày 5 tháng 3 năm 2026` as an ISO string; null for anything else. */
export function toIso(text) {
  const typed = text.trim().toLowerCase().replace(/ngày|tháng|năm/g, " ").replace(/[.\-/]/g, " ").split(/\s+/).filter(Boolean).map(Number);
  if (!typed.length || typed.some((part) => !Number.isInteger(part))) return null;
  if (typed[0] > 999) typed.reverse();
  const [year, month, day] = typed.reverse();
  if (year < 1945 || year > 2199 || month < 1 || month > 12) return null;
  if (day !== undefined && (day < 1 || day > new Date(year, month, 0).getDate())) return null;
  return [year, ...[month, day].filter((part) => part !== undefined).map((part) => String(part).padStart(2, "0"))].join("-");
}

/** `2026-03-05` as clerks type it: `05/3/2026`. */
export function fromIso(iso) {
  if (!iso) return "";
  const [year, month, day] = iso.split("-").map(Number);
  const padded = month && (month <= 2 ? `0${month}` : String(month));
  return [day && String(day).padStart(2, "0"), padded, year].filter(Boolean).join("/");
}

/** `8 giờ 00, 15/7/2026` or `8h 15/7/2026` as an ISO string to the minute; null for anything else. */
export function toMoment(text) {
  const found = /^\s*(?:lúc\s*)?(\d{1,2})\s*(?:giờ|h|g|:)\s*(\d{2})?\s*(?:phút)?\s*,?\s+(\D*\d.*)$/i.exec(text);
  const day = found && toIso(found[3]);
  const [hour, minute] = found ? [Number(found[1]), Number(found[2] ?? 0)] : [];
  return day?.length === 10 && hour < 24 && minute < 60 ? `${day}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : null;
}

/** `2026-07-15T08:00` as clerks type it: `8 giờ 00, 15/7/2026`. */
export function fromMoment(iso) {
  const [day, hour] = (iso ?? "").split("T");
  return hour ? `${Number(hour.slice(0, 2))} giờ ${hour.slice(3, 5)}, ${fromIso(day)}` : "";
}

/** The date line as it prints; what is not known yet is left blank. */
export function printed(place, iso) {
  const [year, month, day] = (iso ?? "").split("-").map(Number);
  const padded = month && (month <= 2 ? `0${month}` : String(month));
  return `${place || "…"}, ngày ${day ? String(day).padStart(2, "0") : "     "} tháng ${padded || "     "} năm ${year || "     "}`;
}

/** What is wrong with a day of the calendar in the words of a time limit, and what it should be; null when nothing is. */
export function impossibleDay(text) {
  const found = /(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d{2})(?!\d)/.exec(text);
  if (!found) return null;
  const [whole, day, month, year] = [found[0], ...found.slice(1).map(Number)];
  if (month < 1 || month > 12) return { words: whole, right: null };
  const last = new Date(year, month, 0).getDate();
  return day >= 1 && day <= last ? null : { words: whole, month, year, last, right: text.replace(whole, `${last}/${month <= 2 ? `0${month}` : found[2]}/${year}`) };
}
