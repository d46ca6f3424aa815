// Questions that nobody has asked before: those of the gate, each time in other words, so that no memory of texts helps the service.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '..', '..', 'knowledge', 'questions');

const OPENINGS = [
  '',
  'hi, ',
  'sorry, ',
  'one more thing, ',
  'quick one: ',
  'my colleague asks: ',
  'before I go on, ',
  'just wondering, ',
  'while we are at it, ',
];
const ENDINGS = [
  '',
  ' please',
  ', thanks',
  ' (asking for a colleague)',
  ', if you know',
  ' in our case',
  ' for a small firm',
  ' these days',
  ' with your certificates',
];
/** What may stand for one another; each is picked anew for every question, which also makes each part of a long one new. */
const ALIKE = [
  ['certificate', 'cert', 'SSL certificate', 'server certificate', 'certificate'],
  ['backup', 'back-up', 'safety copy', 'backup'],
  ['password', 'pass phrase', 'password', 'PIN'],
  ['server', 'web server', 'machine', 'server', 'box'],
  ['key', 'private key', 'key', 'key file'],
  ['we', 'we', 'my team', 'our people'],
  ['letter', 'written letter', 'letter'],
  ['new', 'fresh', 'new', 'brand new'],
  ['need', 'have', 'need'],
  ['site', 'web site', 'shop', 'site'],
];
const PLACES = [
  'Leeds',
  'Hull',
  'York',
  'Bath',
  'Wigan',
  'Truro',
  'Dover',
  'Luton',
  'Derby',
  'Ripon',
  'Ely',
  'Wells',
  'Perth',
  'Ayr',
  'Barry',
  'Oban',
];

/** @param next numbers from 0 to 1 @returns gives one text after another and never the same again */
export function newQuestions(next) {
  const asked = new Set();
  const questions = readdirSync(folder).flatMap((file) =>
    parse(readFileSync(join(folder, file), 'utf8')).flatMap((group) => group.questions.map(({ text }) => text)),
  );
  const pick = (list) => list[Math.floor(next() * list.length)];
  const put = (text) =>
    ALIKE.reduce((said, [word, ...others]) => {
      const other = pick(others);
      return said.replace(new RegExp(`\\b${word}\\b`, 'gi'), other);
    }, text);
  return () => {
    for (;;) {
      const question = put(pick(questions));
      const stop = /[?.!]*$/.exec(question)[0];
      const about = next() < 0.5 ? ` at our ${pick(PLACES)} office` : '';
      const text = `${pick(OPENINGS)}${question.slice(0, question.length - stop.length)}${about}${pick(ENDINGS)}${stop}`;
      if (asked.has(text)) continue;
      asked.add(text);
      return text;
    }
  };
}
