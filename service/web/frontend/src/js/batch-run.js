// A batch that runs: only the cells that changed are asked for and painted; failures and words follow.
import { comeBack, keepFocus } from "./kit/coming-back.js";

const board = document.getElementById("board");
const STATES = { w: "waiting", r: "running", d: "done", f: "failed", c: "cancelled" };
const EVERY = 500;
const SPOKEN_EVERY = 10_000;
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");

let revision = board.dataset.revision;
let failed = document.querySelector("[data-count=failed]").textContent;
let spokenAt = 0;
/** A form that was sent brings its own page; looking for changes must not come between. */
let leavingUntil = 0;
document.addEventListener("submit", (event) => event.target.method === "post" && (leavingUntil = Date.now() + 10_000));

/** Cells by their position in the batch, and the province that each stands in. */
const cells = [];
for (const province of document.querySelectorAll(".province")) {
  const drawing = province.querySelector("svg");
  const rects = drawing.querySelectorAll("rect");
  drawing.dataset.positions.split(" ").forEach((place, index) => (cells[place] = { rect: rects[index], province }));
}

function paint(changes) {
  const touched = new Set();
  for (const [place, letter] of changes) {
    const cell = cells[place];
    if (!cell || cell.rect.getAttribute("class") === STATES[letter]) continue;
    cell.rect.setAttribute("class", STATES[letter]);
    touched.add(cell.province);
  }
  touched.forEach(count);
}

function count(province) {
  const total = Number(province.dataset.total);
  const done = province.querySelectorAll("rect.done").length;
  const bad = province.querySelectorAll("rect.failed").length;
  province.querySelector("[data-figure]").textContent = done < total ? `${done}/${total}` : total;
  province.querySelector("b").classList.toggle("late", bad > 0);
}

function tell({ counts, words }) {
  for (const figure of document.querySelectorAll("[data-count]")) figure.textContent = grouped(counts[figure.dataset.count]);
  for (const place of document.querySelectorAll("[data-words]")) place.textContent = words[place.dataset.words];
  const total = Number(board.dataset.total) || 1;
  const bar = document.querySelector(".batch-head .progress-bar");
  let x = 0;
  for (const [index, state] of ["done", "failed", "running"].entries()) {
    const part = bar.children[index];
    const width = (100 * counts[state]) / total;
    part.setAttribute("x", x);
    part.setAttribute("width", width);
    x += width;
  }
  bar.setAttribute("aria-valuenow", counts.done + counts.failed + counts.cancelled);
  speak(words, counts);
}

/** The line of figures, said aloud every ten seconds at most. */
function speak(words, counts) {
  if (Date.now() - spokenAt < SPOKEN_EVERY) return;
  spokenAt = Date.now();
  document.getElementById("spoken").textContent = `${words.doing} ${words.percent}, ${words.left} ${grouped(counts.done)}/${grouped(board.dataset.total)}`;
}

async function look() {
  if (document.hidden) return;
  const answer = await fetch(`${board.dataset.changes}?tu=${revision}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const now = await answer.json();
  revision = now.revision;
  paint(now.cells);
  tell(now);
  const bad = grouped(now.counts.failed);
  if (bad !== failed) {
    failed = bad;
    document.getElementById("failures").dispatchEvent(new CustomEvent("failures-changed"));
  }
  if (now.state !== board.dataset.state && Date.now() > leavingUntil) {
    keepFocus();
    location.reload();
  }
}

/** One look after the other, never two at once; a network that comes back finds the page still looking. */
async function watch() {
  try {
    await look();
  } catch {
    // The next look tells whether the server is there again.
  }
  setTimeout(watch, EVERY);
}
comeBack("#chay-tiep", "#tam-dung", failed === "0" ? "#content" : "#dong-loi");
// Paused, the documents under way still end, and somebody else may go on.
if (["running", "paused"].includes(board.dataset.state)) watch();
