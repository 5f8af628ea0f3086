// Writes the styles, scripts, fonts and icons of the web application to ../static under names that carry their content's hash.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";
import * as sass from "sass";
import subsetFont from "subset-font";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(here, "..", "static");
const modules = path.join(here, "node_modules");
const work = path.join(modules, ".nd30");

const digest = (data) => createHash("sha256").update(data).digest("hex").slice(0, 10);

/** Every file that the built files depend on; a test compares this with the manifest. */
function sourceDigest() {
  const files = ["build.mjs", "package.json", "package-lock.json"];
  const walk = (folder) => {
    for (const name of readdirSync(path.join(here, folder)).sort()) {
      const place = `${folder}/${name}`;
      if (statSync(path.join(here, place)).isDirectory()) walk(place);
      else files.push(place);
    }
  };
  walk("src");
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update("\0").update(readFileSync(path.join(here, file))).update("\0");
  return hash.digest("hex");
}

/** Inter cut down to what stands in columns of figures: Be Vietnam Pro has no digits of equal width. */
async function figures(weight) {
  const font = readFileSync(path.join(modules, `@fontsource/inter/files/inter-latin-${weight}-normal.woff2`));
  const subset = await subsetFont(font, "0123456789%+,-./: ", { targetFormat: "woff2" });
  writeFileSync(path.join(work, `so-${weight}.woff2`), subset);
}

/** One sprite with the icons that src/icons.txt names. */
function sprite() {
  const names = readFileSync(path.join(here, "src/icons.txt"), "utf8").split(/\s+/).filter(Boolean).sort();
  const symbols = names.map((name) => {
    const svg = readFileSync(path.join(modules, `bootstrap-icons/icons/${name}.svg`), "utf8");
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").trim();
    return `<symbol id="${name}" viewBox="0 0 16 16">${inner.replace(/\s+/g, " ")}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

mkdirSync(out, { recursive: true });
mkdirSync(work, { recursive: true });
const manifest = {};
const write = (name, data) => {
  const { name: stem, ext } = path.parse(name);
  manifest[name] = `${stem}-${digest(data)}${ext}`;
  writeFileSync(path.join(out, manifest[name]), data);
};

await Promise.all([figures(400), figures(600)]);
write("icons.svg", sprite());
write("mark.svg", readFileSync(path.join(here, "src/mark.svg")));
for (const name of readdirSync(path.join(here, "src/images"))) write(name, readFileSync(path.join(here, "src/images", name)));

const css = sass.compile(path.join(here, "src/css/main.scss"), {
  loadPaths: [modules],
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
});
writeFileSync(path.join(work, "app.css"), css.css);

const scripts = readdirSync(path.join(here, "src/js")).filter((name) => name.endsWith(".js"));
const built = await esbuild.build({
  entryPoints: [path.join(work, "app.css"), ...scripts.map((name) => path.join(here, "src/js", name))],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome109", "firefox115", "safari16"],
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  legalComments: "none",
  metafile: true,
});
for (const [file, { entryPoint, inputs }] of Object.entries(built.metafile.outputs)) {
  const source = entryPoint ?? Object.keys(inputs)[0];
  manifest[path.basename(source)] = path.basename(file);
}
const sorted = Object.fromEntries(Object.entries(manifest).sort());
writeFileSync(path.join(out, "manifest.json"), JSON.stringify({ files: sorted, sources: sourceDigest() }, null, 1) + "\n");
// Old files go last: a server that runs meanwhile never misses one that its manifest names.
const kept = new Set([...Object.values(sorted), "manifest.json"]);
for (const name of readdirSync(out)) if (!kept.has(name)) rmSync(path.join(out, name));
console.log(Object.entries(sorted).map(([name, file]) => `${name} -> ${file} ${statSync(path.join(out, file)).size}`).join("\n"));
