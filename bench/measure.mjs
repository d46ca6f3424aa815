// Measures one matcher on one set, in a process of its own, so that memory and warm-up are its own. Prints one line of JSON.
import { matchers } from './matchers.mjs';
import { mistyped, numbers, pages, published } from './sets.mjs';

const [name, set, seed, most = '0'] = process.argv.slice(2);
/** Every so many questions of the set, where a slow matcher is asked only a part of it. */
const part = (list) =>
  Number(most) > 0 && list.length > Number(most)
    ? list.filter((_, index) => index % Math.ceil(list.length / Number(most)) === 0)
    : list;
const make = matchers[name];
const say = (what, share) => process.send?.({ what, share });

async function ask(match, test, label) {
  const times = [];
  let [first, third] = [0, 0];
  const sure = [];
  for (const [index, [text, id]] of test.entries()) {
    const begun = performance.now();
    const ranked = await match(text);
    times.push(performance.now() - begun);
    sure.push(ranked[0]?.score ?? 0);
    if (ranked[0]?.id === id) first++;
    if (ranked.slice(0, 3).some((one) => one.id === id)) third++;
    if (index % 100 === 0) say(label, index / test.length);
  }
  return { first: first / test.length, third: third / test.length, times, sure };
}

/** The chance that a question of the set is answered more surely than one of no intent. */
function auroc(known, strangers) {
  const all = [...known.map((value) => [value, 1]), ...strangers.map((value) => [value, 0])].sort(
    (a, b) => a[0] - b[0],
  );
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to][0] === all[from][0]) to++;
    for (let at = from; at < to; at++) if (all[at][1]) ranks += (from + to + 1) / 2;
    from = to;
  }
  return (ranks - (known.length * (known.length + 1)) / 2) / (known.length * strangers.length);
}

const quantile = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(share * (list.length - 1))];

async function measurePublished() {
  const { targets, test, strangers } = published(set, Number(seed));
  const begun = performance.now();
  const match = await make(targets);
  const build = performance.now() - begun;
  const asked = await ask(match, part(test), 'asking');
  const next = numbers(42);
  const typed = await ask(
    match,
    part(test.map(([text, id]) => [mistyped(text, next), id])),
    'asking with typing errors',
  );
  const odd =
    strangers.length > 0 ? await ask(match, part(strangers.map((text) => [text, null])), 'asking strangers') : null;
  return {
    first: asked.first,
    third: asked.third,
    typed: typed.first,
    auroc: odd && auroc(asked.sure, odd.sure),
    build,
    asked: asked.times.length,
    p50: quantile(asked.times, 0.5),
    p99: quantile(asked.times, 0.99),
    memory: process.memoryUsage.rss() / 2 ** 20,
  };
}

async function measurePages() {
  let [first, third, count] = [0, 0, 0];
  for (const { targets, test } of pages(Number(seed))) {
    const asked = await ask(await make(targets), test, 'asking');
    first += asked.first * test.length;
    third += asked.third * test.length;
    count += test.length;
  }
  return { first: first / count, third: third / count, asked: count };
}

const result = set === 'pages' ? await measurePages() : await measurePublished();
process.stdout.write(`${JSON.stringify(result)}\n`);
