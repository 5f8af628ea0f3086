// The interface's words: Vietnamese in the source, another language from the dictionary that the page carries.
const place = document.getElementById("words");
const dictionary = place ? JSON.parse(place.textContent) : {};

/** The words in the reader's language, with {name} filled in. */
export function _(text, values = {}) {
  const words = dictionary[text] ?? text;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
