// The matchers under test: each learns from targets and gives, for a text, targets best first and one number for how sure it is.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const dist = (file) => join(import.meta.dirname, '..', 'dist', file);

/** The best target of each phrasing's score, ranked. */
function bestOf(hits) {
  const best = new Map();
  for (const [id, score] of hits) if (!(best.get(id) >= score)) best.set(id, score);
  return [...best].sort((a, b) => b[1] - a[1]).map(([id, score]) => ({ id, score }));
}

/** What a target's phrasings score together, ranked. */
function summed(hits) {
  const sums = new Map();
  for (const [id, score] of hits) sums.set(id, (sums.get(id) ?? 0) + score);
  return bestOf(sums);
}

/** Each peer with the settings that served it best on these sets. */
export const matchers = {
  async certdesk(targets) {
    const { Encoder } = require(dist('matching/encoder/encoder.js'));
    const { train } = require(dist('matching/training.js'));
    const { Matcher } = require(dist('matching/matcher.js'));
    const encoder = new Encoder();
    const tolerance = { wrong: 0.07, strangers: 0.2, missed: 0.05 };
    const matcher = new Matcher(train(targets, encoder, { tolerance }), encoder);
    return (text) => matcher.rank(text).map(({ id, sureness }) => ({ id, score: sureness }));
  },
  async 'fuse.js'(targets) {
    const Fuse = require('fuse.js');
    const list = targets.flatMap(({ id, phrasings }) => phrasings.map((text) => ({ id, text })));
    const fuse = new Fuse(list, {
      keys: ['text'],
      includeScore: true,
      ignoreLocation: true,
      threshold: 0.3,
      useTokenSearch: true,
    });
    return (text) => bestOf(fuse.search(text, { limit: 50 }).map(({ item, score }) => [item.id, 1 - score]));
  },
  async minisearch(targets) {
    const MiniSearch = require('minisearch');
    const search = new MiniSearch({
      fields: ['text'],
      storeFields: ['target'],
      searchOptions: { fuzzy: (term) => (term.length > 3 ? 0.2 : false) },
    });
    search.addAll(
      targets.flatMap(({ id, phrasings }) =>
        phrasings.map((text, index) => ({ id: `${id} ${index}`, target: id, text })),
      ),
    );
    return (text) =>
      summed(
        search
          .search(text)
          .slice(0, 10)
          .map(({ target, score }) => [target, score]),
      );
  },
  async 'nlp.js'(targets) {
    const { containerBootstrap } = require('@nlpjs/core');
    const { Nlp } = require('@nlpjs/nlp');
    const { LangEn } = require('@nlpjs/lang-en-min');
    const container = await containerBootstrap();
    container.use(Nlp);
    container.use(LangEn);
    const nlp = container.get('nlp');
    nlp.settings.autoSave = false;
    nlp.addLanguage('en');
    for (const { id, phrasings } of targets) for (const text of phrasings) nlp.addDocument('en', text, id);
    const { log } = console;
    console.log = () => undefined;
    await nlp.train();
    console.log = log;
    return async (text) => {
      const { classifications } = await nlp.process('en', text);
      return classifications
        .filter(({ intent }) => intent !== 'None')
        .map(({ intent, score }) => ({ id: intent, score }));
    };
  },
};
