// Widths of the grid's columns: dragged at the heading's edge or moved with the arrow keys, remembered on this machine.
import { h } from "../kit/dom.js";
import { _ } from "../kit/words.js";

const KEY = "nd30-grid-widths";
const LEAST = 80;
const MOST = 900;
const STEP = 16;

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** Give every heading a handle; `columns` are the names of the head's cells after the two of the row's own. */
export function resizable(grid, head, columns, names) {
  const widths = remembered();
  const cells = () => [...head.children].slice(2);
  const apply = () => {
    if (!Object.keys(widths).length) return grid.style.removeProperty("--columns");
    const shown = columns.map((column, index) => widths[column] ?? Math.round(cells()[index].offsetWidth || LEAST * 2));
    grid.style.setProperty("--columns", `40px 48px ${shown.map((width) => `${width}px`).join(" ")}`);
  };
  const set = (column, width) => {
    widths[column] = Math.round(Math.min(MOST, Math.max(LEAST, width)));
    apply();
  };
  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(widths));
    } catch {
      // A full or forbidden store only means that the widths are not remembered.
    }
  };
  columns.forEach((column, index) => {
    const cell = cells()[index];
    const handle = h("span", { class: "resizer", role: "separator", tabindex: 0, "aria-orientation": "vertical", "aria-label": _("Độ rộng cột {name}", { name: names[column] }), "aria-valuenow": cell.offsetWidth, "aria-valuemin": LEAST, "aria-valuemax": MOST });
    const told = () => handle.setAttribute("aria-valuenow", cell.offsetWidth);
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      const [from, width] = [event.clientX, cell.offsetWidth];
      const move = (next) => set(column, width + next.clientX - from);
      handle.addEventListener("pointermove", move);
      handle.addEventListener("pointerup", () => (handle.removeEventListener("pointermove", move), keep(), told()), { once: true });
    });
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
      if (!by) return;
      event.preventDefault();
      set(column, cell.offsetWidth + by);
      keep();
      told();
    });
    handle.addEventListener("dblclick", () => {
      for (const name of columns) delete widths[name];
      apply();
      keep();
    });
    cell.append(handle);
  });
  apply();
}
