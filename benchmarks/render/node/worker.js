// docxtemplater as its documentation shows it: new zip, new template object, render, generate. One order a line, one answer a line.
"use strict";
const fs = require("fs");
const readline = require("readline");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [templatePath, dataPath] = process.argv.slice(2);
const template = fs.readFileSync(templatePath, "binary");
const plans = JSON.parse(fs.readFileSync(dataPath, "utf8"));

function render(plan) {
  const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
  document.render(plan);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const order = JSON.parse(line);
  const chosen = plans[order.rows];
  const before = process.cpuUsage();
  let document;
  for (let turn = 0; turn < order.count; turn += 1) {
    document = render(chosen[turn % chosen.length]);
  }
  const spent = process.cpuUsage(before);
  if (order.keep) fs.writeFileSync(order.keep, document);
  const peak = Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]);
  console.log(JSON.stringify({
    cpu_ms: (spent.user + spent.system) / 1000 / order.count,
    peak_mb: peak / 1024,
    bytes: document.length,
  }));
});
