// The printed number of every block, counted as the printed document counts them.
import { state } from "./store.js";

const ROMAN = [[1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
const CONTINUOUS = new Set(["part", "chapter", "article"]);

export function roman(number) {
  let digits = "";
  for (const [value, letters] of ROMAN) while (number >= value) (digits += letters), (number -= value);
  return digits;
}

function printed(type, layout, bare) {
  if (type === "part") return `Phần ${bare}`;
  if (type === "chapter") return `Chương ${bare}`;
  if (type === "section") return layout === "articles" ? `Mục ${bare}` : `${bare}.`;
  if (type === "subsection") return `Tiểu mục ${bare}`;
  if (type === "article") return `Điều ${bare}.`;
  return type === "point" ? `${bare})` : `${bare}.`;
}

function written(type, layout, count, parent) {
  if (type === "point") return state.letters[(count - 1) % state.letters.length];
  if (type === "subclause" && parent) return `${parent}.${count}`;
  const isRoman = type === "part" || type === "chapter" || (type === "section" && layout !== "articles");
  return isRoman ? roman(count) : String(count);
}

/** Every block in reading order as {path, depth, block, label}. */
export function outline(content, layout, path) {
  const rows = [];
  const continuous = {};
  const walk = (blocks, place, depth, parent) => {
    const counters = {};
    blocks.forEach((block, index) => {
      const here = `${place}/${index}`;
      let label = "";
      let bare = "";
      if (block.type === "dash") label = parent.dashed ? "+" : "-";
      else if (["part", "chapter", "section", "subsection", "article", "clause", "subclause", "point"].includes(block.type)) {
        const scope = CONTINUOUS.has(block.type) ? continuous : counters;
        scope[block.type] = (scope[block.type] ?? 0) + 1;
        bare = block.number || written(block.type, layout, scope[block.type], parent.number);
        label = printed(block.type, layout, bare);
      }
      rows.push({ path: here, depth, block, label });
      const inside = block.type === "clause" ? { number: bare } : { dashed: block.type === "dash" };
      if (block.content?.length) walk(block.content, `${here}/content`, depth + 1, inside);
    });
  };
  walk(content ?? [], path, 0, {});
  return rows;
}
