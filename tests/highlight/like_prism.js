// SPDX-License-Identifier: MIT
// like_prism.js HIGHLIGHT_ANSWERS PRISM: compares with Prism itself. Each sample (samples/LANGUAGE.txt) is read in its own
// language, and in every other language as well: a text that a grammar was not made for is where rules meet by surprise.
'use strict';

const fs = require('fs');
const path = require('path');
const { execFileSync } = require('child_process');

const [program, folder] = process.argv.slice(2);
const names = execFileSync(program, ['list'], { encoding: 'utf8' }).split('\n').filter(Boolean);
if (!names.length || !fs.existsSync(folder)) {
  console.log('skipped: the program was built without Prism (tools/get_prism)');
  process.exit(77);
}
const Prism = require(path.resolve(folder, 'prism.js'));
require(path.resolve(folder, 'components/index.js'))();

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
function html(stream) {
  if (typeof stream === 'string') return escape(stream);
  if (Array.isArray(stream)) return stream.map(html).join('');
  const classes = ['token', stream.type].concat(stream.alias ?? []).join(' ');
  return `<span class="${classes}">${html(stream.content)}</span>`;
}
const expected = (language, code) => html(Prism.tokenize(code, Prism.languages[language]));

const samples = fs.readdirSync(path.join(__dirname, 'samples')).sort().map((file) => ({
  language: path.parse(file).name,
  code: fs.readFileSync(path.join(__dirname, 'samples', file), 'utf8'),
}));
const questions = [];
for (const { language, code } of samples) {
  questions.push({ language, code, own: true });
  for (const other of names) if (other !== language) questions.push({ language: other, code, own: false });
}

const input = Buffer.concat(questions.flatMap(({ language, code }) => {
  const bytes = Buffer.from(code);
  return [Buffer.from(`${language} ${bytes.length}\n`), bytes];
}));
const output = execFileSync(program, { input, maxBuffer: 1 << 30 });
let at = 0;
function answer() {
  const end = output.indexOf(10, at);
  const [kind, size] = output.toString('utf8', at, end).split(' ');
  at = end + 1 + Number(size);
  return { kind, html: output.toString('utf8', end + 1, at) };
}

const count = { own: 0, other: 0, close: 0 };
const wrong = [];
const languages = new Set();
for (const { language, code, own } of questions) {
  const got = answer();
  if (got.kind === 'close') {
    ++count.close;
    continue;
  }
  const wanted = expected(language, code);
  ++count[own ? 'own' : 'other'];
  if (own) languages.add(language);
  if (got.html !== wanted) wrong.push({ language, code, own, kind: got.kind, got: got.html, wanted });
}
for (const { language, code, own, kind, got, wanted } of wrong.slice(0, Number(process.env.SHOW ?? 10))) {
  let from = 0;
  while (from < got.length && got[from] === wanted[from]) ++from;
  from = Math.max(0, from - 40);
  console.log(`${language}${own ? '' : ' on another sample'} (${kind}): ${JSON.stringify(code.slice(0, 40))}\n  Prism  ${JSON.stringify(wanted.slice(from, from + 140))}\n  Bengal ${JSON.stringify(got.slice(from, from + 140))}`);
}
console.log(`${languages.size} languages on their own samples, ${count.other} samples in other languages, ${wrong.length} differ; ${count.close} not compared`);
process.exit(wrong.length || languages.size < 40 ? 1 : 0);
