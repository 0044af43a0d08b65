// SPDX-License-Identifier: MIT
// Says regular expressions of JavaScript in PCRE2's words (UTF, DOTALL, MATCH_UNSET_BACKREF), so that they match the same.
'use strict';

const LAST_UNIT = 0xffff;
const SURROGATES = [0xd800, 0xdfff];
const BEYOND_UNITS = [0x10000, 0x10ffff];
const LINE_ENDS = '\\n\\r\\x{2028}\\x{2029}';
/** A class of more characters is made the same in both cases here: PCRE2 takes tens of milliseconds for that. */
const MANY_CHARACTERS = 1000;
const SETS = {
  d: [[0x30, 0x39]],
  w: [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]],
  s: [[9, 13], [32, 32], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f],
    [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]],
};
const CONTROLS = { t: 9, n: 10, v: 11, f: 12, r: 13 };

function union(ranges) {
  const merged = [];
  for (const [low, high] of ranges.slice().sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

function complement(ranges) {
  const others = [];
  let next = 0;
  for (const [low, high] of union(ranges)) {
    if (low > next) others.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST_UNIT) others.push([next, LAST_UNIT]);
  return others;
}

/** Half of a pair in JavaScript is no character of PCRE2: all halves stand for what lies beyond U+FFFF, or none. */
function asCharacters(ranges) {
  const [first, last] = SURROGATES;
  const characters = [];
  let halves = 0;
  for (const [low, high] of union(ranges)) {
    halves += Math.max(0, Math.min(high, last) - Math.max(low, first) + 1);
    if (low < first) characters.push([low, Math.min(high, first - 1)]);
    if (high > last) characters.push([Math.max(low, last + 1), high]);
  }
  if (halves === last - first + 1) characters.push(BEYOND_UNITS);
  else if (halves > 0) throw new Error('some halves of pairs');
  return characters;
}

/** Characters that are the same where case does not count (ECMA-262, Canonicalize), as lists of several. */
const CASES = (() => {
  const groups = new Map();
  for (let code = 0; code <= LAST_UNIT; ++code) {
    const upper = String.fromCharCode(code).toUpperCase();
    const other = upper.length === 1 && !(code > 127 && upper.charCodeAt(0) < 128) ? upper.charCodeAt(0) : code;
    if (!groups.has(other)) groups.set(other, []);
    groups.get(other).push(code);
  }
  return [...groups.values()].filter((group) => group.length > 1);
})();

function inBothCases(ranges) {
  const has = (code) => ranges.some(([low, high]) => low <= code && code <= high);
  return union(ranges.concat(CASES.filter((group) => group.some(has)).flat().map((code) => [code, code])));
}

function spell(code) {
  const character = String.fromCodePoint(code);
  if (/[\w ]/.test(character)) return character;
  if (code > 32 && code < 127) return '\\' + character;
  return '\\x{' + code.toString(16) + '}';
}

function literal(code) {
  if (code >= SURROGATES[0] && code <= SURROGATES[1]) throw new Error('half of a pair');
  return code > 32 && code < 127 && !/[\\^$.[\]|()?*+{}#]/.test(String.fromCharCode(code)) ? String.fromCharCode(code) : spell(code);
}

/** @returns {{pattern: string, caseless: boolean}}; throws where PCRE2 has no words for it. */
function translate(expression) {
  const { source, flags } = expression;
  const groups = new RegExp(source + '|', flags).exec('').length - 1;
  const caseless = flags.includes('i');
  const outer = [];  // of each group around the place: whether case counted where it began
  let ignoresCase = caseless;
  let pattern = '';
  let at = 0;

  /** Says before an element whether PCRE2 leaves case out of account there. */
  function countCase(ignored) {
    if (!caseless || ignored === ignoresCase) return;
    pattern += ignored ? '(?i)' : '(?-i)';
    ignoresCase = ignored;
  }

  function add(make) {
    const made = make();
    pattern += made;
  }

  /** The escape at hand: a code, a set of characters, or raw text. */
  function escape(inClass) {
    const letter = source[++at];
    ++at;
    if (letter in CONTROLS) return { code: CONTROLS[letter] };
    if ('dws'.includes(letter)) return { set: SETS[letter] };
    if ('DWS'.includes(letter)) return { set: complement(SETS[letter.toLowerCase()]) };
    const rest = source.slice(at);
    const number = { x: /^[\da-f]{2}/i, u: /^(?:[\da-f]{4}|\{[\da-f]+\})/i }[letter]?.exec(rest);
    if (number) {
      at += number[0].length;
      return { code: parseInt(number[0].replace(/[{}]/g, ''), 16) };
    }
    if (letter === 'c' && /^[a-z]/i.test(rest)) return { code: source.charCodeAt(at++) % 32 };
    if (letter === 'b' && inClass) return { code: 8 };
    if ((letter === 'b' || letter === 'B') && !inClass) return { raw: '\\' + letter };
    if (letter === '0' && !/^\d/.test(rest)) return { code: 0 };
    if (/[pP]/.test(letter) && flags.includes('u')) {
      const property = /^\{[\w=]+\}/.exec(rest)[0];
      at += property.length;
      return { raw: '\\' + letter + property.replace(/(?:Script|sc|General_Category|gc)=/, '') };
    }
    if (letter === 'k' && /^<\w+>/.test(rest)) {
      const name = /^<\w+>/.exec(rest)[0];
      at += name.length;
      return { raw: '\\k' + name };
    }
    if (/\d/.test(letter)) {
      const digits = /^\d*/.exec(rest)[0];
      at += digits.length;
      if (inClass || Number(letter + digits) > groups) throw new Error('octal number');
      return { raw: `\\g{${letter + digits}}` };
    }
    return { code: letter.charCodeAt(0) };
  }

  function classItem() {
    if (source[at] === '\\') return escape(true);
    const code = flags.includes('u') ? source.codePointAt(at) : source.charCodeAt(at);
    at += code > LAST_UNIT ? 2 : 1;
    return { code };
  }

  function characterClass() {
    ++at;
    const negated = source[at] === '^';
    if (negated) ++at;
    const ranges = [];
    let raw = '';
    while (source[at] !== ']') {
      const item = classItem();
      if (item.raw) raw += item.raw;
      else if (item.set) ranges.push(...item.set);
      else if (source[at] === '-' && source[at + 1] !== ']') {
        const before = at++;
        const end = classItem();
        if ('code' in end) ranges.push([item.code, end.code]);
        else {
          at = before;
          ranges.push([item.code, item.code]);
        }
      } else ranges.push([item.code, item.code]);
    }
    ++at;
    return characters(ranges, raw, negated);
  }

  function characters(ranges, raw, negated) {
    const all = complement(ranges).length === 0;
    if (all) return negated ? '(?!)' : '.';
    if (!ranges.length && !raw) return negated ? '.' : '(?!)';
    const many = caseless && !flags.includes('u') && ranges.reduce((sum, [low, high]) => sum + high - low + 1, 0) > MANY_CHARACTERS;
    countCase(!many);
    const spelled = asCharacters(many ? inBothCases(ranges) : ranges).map(([low, high]) => spell(low) + (high > low ? '-' + spell(high) : ''));
    return `[${negated ? '^' : ''}${spelled.join('')}${raw}]`;
  }

  while (at < source.length) {
    const character = source[at];
    if (character === '\\') {
      const { code, set, raw } = escape(false);
      if (!set) countCase(caseless);
      add(() => raw ?? (set ? characters(set, '', false) : literal(code)));
    } else if (character === '[') add(characterClass);
    else {
      const code = source.codePointAt(at);
      const rest = source.slice(at);
      at += code > LAST_UNIT ? 2 : 1;
      if (character === '(') outer.push(ignoresCase);
      if (character === ')') ignoresCase = outer.pop();
      if (character === '.') pattern += flags.includes('s') ? '.' : `[^${LINE_ENDS}]`;
      else if (character === '^') pattern += flags.includes('m') ? `(?:\\A|(?<=[${LINE_ENDS}]))` : '\\A';
      else if (character === '$') pattern += flags.includes('m') ? `(?=[${LINE_ENDS}]|\\z)` : '\\z';
      else if (character === '{') pattern += /^\{\d+(?:,\d*)?\}/.test(rest) ? '{' : '\\{';
      else if (character === '}') pattern += /\{\d+(?:,\d*)?$/.test(source.slice(0, at - 1)) ? '}' : '\\}';
      else if ('()?*+|'.includes(character)) pattern += character;
      else if (/^[:=!<]/.test(character) && /\(\?<?$/.test(source.slice(0, at - 1))) pattern += character;
      else {
        countCase(caseless);
        pattern += literal(code);
      }
    }
  }
  return { pattern, caseless };
}

module.exports = { translate };
