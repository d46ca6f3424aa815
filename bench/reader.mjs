// How the learned reader does on other people's words: each file of knowledge/examples/ is one writer's, and is read by what the others
// taught. `npm run bench:reader -- [name of a file …]` prints, for each head, how often a label that says
// something was right at each limit ("right"), the share of such labels found ("found"), and the wrong ones per 1,000 texts ("wrong").
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const load = createRequire(join(root, 'dist', 'main.js'));
const { Encoder } = load('./matching/encoder/encoder.js');
const { meaningOf } = load('./matching/meaning.js');
const { learn } = load('./matching/reader/learn.js');
const { openReader } = load('./matching/reader/reader.js');

/** The label of a head that says nothing. */
const silent = { act: 'other', about: 'own' };
const limits = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95];

const folder = join(root, 'knowledge', 'examples');
const hands = readdirSync(folder, { recursive: true })
  .filter((file) => file.endsWith('.jsonl'))
  .sort()
  .map((file) => ({
    name: file.replace(/^.*\/|\.jsonl$/g, ''),
    examples: readFileSync(join(folder, file), 'utf8').trim().split('\n').map(JSON.parse),
  }));
const wanted = process.argv.slice(2);

const encoder = new Encoder();
const meanings = new Map();
const meaning = (text) => {
  if (!meanings.has(text)) meanings.set(text, meaningOf(encoder, text));
  return meanings.get(text);
};
const readings = [];
for (const hand of hands.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  process.stderr.write(`${hand.name} …\n`);
  const others = hands.filter((other) => other !== hand).flatMap(({ examples }) => examples);
  const reader = openReader(learn(others, meaning), encoder);
  for (const example of hand.examples)
    readings.push({ example, read: reader.read(example.text, example.open), hand: hand.name });
}
if (process.env.READINGS) load('node:fs').writeFileSync(process.env.READINGS, JSON.stringify(readings));

for (const head of [
  ...new Set(hands.flatMap(({ examples }) => examples.flatMap(({ labels }) => Object.keys(labels)))),
]) {
  const none = silent[head] ?? 'none';
  const all = readings.filter(({ example, read }) => example.labels[head] !== undefined && read[head]);
  const told = all.filter(({ example }) => example.labels[head] !== none).length;
  const sure = all.reduce((sum, { read }) => sum + read[head][0].p, 0) / all.length;
  const right = all.filter(({ example, read }) => read[head][0].label === example.labels[head]).length / all.length;
  console.log(
    `\n${head}: ${all.length} texts, ${told} told; first label right ${percent(right)}, held for ${percent(sure)}`,
  );
  for (const limit of limits) {
    const said = all.filter(({ read }) => read[head][0].label !== none && read[head][0].p >= limit);
    const hits = said.filter(({ example, read }) => read[head][0].label === example.labels[head]).length;
    const wrong = (1000 * (said.length - hits)) / all.length;
    console.log(
      `  p >= ${limit.toFixed(2)}  right ${percent(hits / said.length)}  found ${percent(hits / told)}  wrong ${wrong.toFixed(1)}`,
    );
  }
  // A pattern's true finding is withheld where the reader gives its label less than the veto limit.
  const truths = all.filter(({ example }) => example.labels[head] !== none);
  const least = [0.02, 0.05, 0.1, 0.2, 0.3].map((limit) => {
    const withheld = truths.filter(({ example, read }) => share(read[head], example.labels[head]) < limit).length;
    return `${limit}: ${percent(withheld / truths.length)}`;
  });
  console.log(`  true labels with less than ${least.join(', ')}`);
}

function share(leanings, label) {
  return leanings.find((one) => one.label === label)?.p ?? 0;
}

function percent(part) {
  return `${(100 * part).toFixed(1).padStart(5)} %`;
}
