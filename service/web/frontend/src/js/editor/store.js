// The one copy of the document while it is edited: every change goes through here, can be undone, and tells who listens.
const place = document.getElementById("editor-state");
export const state = place ? JSON.parse(place.textContent) : null;

const SAME_STROKE = 1500;
const MOST = 200;
const listeners = new Set();
const undone = [];
const done = [];
let last = { key: null, at: 0 };

export const store = {
  data: state?.data ?? {},
  /** Change the data in place inside `change`; equal keys within a moment are one step of undo; `words` name a bulk act, before which a version is kept. */
  update(change, { key = null, quiet = false, words = "" } = {}) {
    const now = Date.now();
    if (!key || key !== last.key || now - last.at > SAME_STROKE) {
      done.push({ data: structuredClone(this.data), words });
      if (done.length > MOST) done.shift();
    }
    last = { key, at: now };
    undone.length = 0;
    change(this.data);
    this.tell({ structure: !quiet, before: words ? { data: done.at(-1).data, note: words } : null });
  },
  undo() {
    const before = done.pop();
    if (!before) return false;
    undone.push({ data: this.data, words: before.words });
    this.replace(before.data);
    return true;
  },
  redo() {
    const after = undone.pop();
    if (!after) return false;
    done.push({ data: this.data, words: after.words });
    this.replace(after.data);
    return true;
  },
  replace(data) {
    this.data = data;
    last = { key: null, at: 0 };
    this.tell({ structure: true, replaced: true });
  },
  /** What comes next is a step of its own, however soon it comes. */
  apart() {
    last = { key: null, at: 0 };
  },
  get canUndo() {
    return done.length > 0;
  },
  get canRedo() {
    return undone.length > 0;
  },
  on(listener) {
    listeners.add(listener);
  },
  tell(what) {
    for (const listener of listeners) listener(what);
  },
};

/** The value at a JSON pointer. */
export function at(pointer, data = store.data) {
  return pointer.split("/").slice(1).reduce((found, key) => found?.[key], data);
}

/** Set the value at a JSON pointer, making what lies between. */
export function put(data, pointer, value) {
  const keys = pointer.split("/").slice(1);
  const last = keys.pop();
  let here = data;
  keys.forEach((key, index) => {
    if (here[key] === undefined || here[key] === null) here[key] = /^\d+$/.test(keys[index + 1] ?? last) ? [] : {};
    here = here[key];
  });
  if (value === undefined) Array.isArray(here) ? here.splice(Number(last), 1) : delete here[last];
  else here[last] = value;
  if (value === undefined && keys.length === 1 && !Array.isArray(here) && !Object.keys(here).length) delete data[keys[0]];
}

/** The words of a string or of styled runs. */
export const words = (value) => (Array.isArray(value) ? value.map((run) => run.text ?? run).join("") : (value ?? ""));
