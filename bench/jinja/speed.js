// SPDX-License-Identifier: MIT
// The workloads in nunjucks, driven as speed.cc is: `node speed.js NUNJUCKS TEMPLATES CONTEXTS`, then commands as lines.
// NUNJUCKS is the folder of the package.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [library, templates, contexts] = process.argv.slice(2);
const nunjucks = require(path.resolve(library));

function load(name) {
  const loader = new nunjucks.FileSystemLoader(path.join(templates, name), { noCache: false, watch: false });
  const environment = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true });
  const context = JSON.parse(fs.readFileSync(path.join(contexts, name + ".json"), "utf8"));
  return { template: environment.getTemplate("main.html", true), context };
}

const workloads = Object.fromEntries(fs.readdirSync(templates).map((name) => [name, load(name)]));
const version = JSON.parse(fs.readFileSync(path.join(library, "package.json"), "utf8")).version;
process.stdout.write(`nunjucks ${version}, Node ${process.version.slice(1)}\n`);

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const [command, name, count] = line.split(" ");
  const { template, context } = workloads[name];
  if (command === "render") {
    const output = Buffer.from(template.render(context), "utf8");
    process.stdout.write(Buffer.concat([Buffer.from(output.length + "\n"), output]));
  } else if (command === "time") {
    const started = process.hrtime.bigint();
    for (let left = Number(count); left > 0; --left) template.render(context);
    process.stdout.write(process.hrtime.bigint() - started + "\n");
  }
});
