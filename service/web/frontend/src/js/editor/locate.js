// Printed words and the places of the data they come from: a line of a page or of a finding is found in the data, open or closed.
import { fold } from "./combo.js";
import { store, words } from "./store.js";

const SHORTEST = 4;

/** Letters and digits only, without diacritics: what printing, breaking and numbering leave alone. */
export const bare = (text) => fold(text ?? "").replace(/[^\p{L}\p{N}]+/gu, "");

/** A printed line without its number, letter or dash. */
export const unnumbered = (text) => (text ?? "").replace(/^\s*(?:(?:Điều|Chương|Phần|Mục)\s+)?(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s*|^\s*[-–+]\s*/i, "");

const isText = (value) => typeof value === "string" || (Array.isArray(value) && value.length > 0 && value.every((run) => typeof run === "string" || (typeof run?.text === "string" && run.type === undefined)));
/** Lists of texts, not one text in runs. */
const LISTS = /\/(?:lead|coordinating|legal_bases|opening|addressees|rows\/\d+)$/;
const MACHINE = new Set(["type", "kind", "layout", "orientation", "align", "form", "issued_on", "reported_on", "symbol", "medium"]);

/** Every text of the data as [pointer, value], in the order of the data. */
export function* texts(value = store.data, path = "") {
  if (isText(value) && !LISTS.test(path)) return void (yield [path, value]);
  if (value === null || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) if (!MACHINE.has(key)) yield* texts(inner, `${path}/${key}`);
}

/** The pointer of the text that was printed as `line`; null when none is surely meant. */
export function placeOf(line) {
  const [whole, said] = [bare(line), bare(unnumbered(line))];
  if (said.length < SHORTEST) return null;
  const start = said.slice(0, 40);
  let best = null;
  for (const [path, value] of texts()) {
    const here = bare(words(value));
    if (here.length < SHORTEST) continue;
    const rank = here === said ? 4 : here.startsWith(start) ? 3 : here.includes(start) ? 2 : here.length > 7 && (said.startsWith(here) || whole.includes(here)) ? 1 : 0;
    if (rank > (best?.rank ?? 0)) best = { path, rank };
  }
  return best?.path ?? null;
}
