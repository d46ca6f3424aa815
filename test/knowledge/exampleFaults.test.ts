import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { secondDesk } from './secondDesk.js';
import { faultsAfter } from './spoil.js';

const good = '{"text":"it was stolen","open":"what","labels":{"what":"stolen","act":"other"}}';

function write(folder: string, file: string, ...lines: string[]): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
}

test('examples are read, an example a line, and stand beside the knowledge', () => {
  const folder = secondDesk();
  write(folder, 'examples/new-card/losses.jsonl', good, '', '{"text":"yes","open":"none","labels":{}}');
  expect(readKnowledge(folder)).toMatchObject({
    faults: [],
    examples: [
      { text: 'it was stolen', open: 'what', labels: { what: 'stolen', act: 'other' } },
      { text: 'yes', open: 'none', labels: {} },
    ],
  });
  rmSync(folder, { recursive: true });
});

test('a desk without examples has none', () => {
  const folder = secondDesk();
  expect(readKnowledge(folder)).toMatchObject({ examples: [] });
  rmSync(folder, { recursive: true });
});

describe('faults', () => {
  test.each([
    [
      'no JSON',
      '{"text":"it was stolen"',
      'is no line of JSON (SyntaxError: Expected \',\' or \'}\' after property value in JSON at position 23). Write {"text": …, "open": …, "labels": {…}}.',
      'file',
    ],
    ['no text', '{"text":" ","open":"none","labels":{}}', 'is empty. Write at least 1 word.', '1.text'],
    [
      'a mistyped key',
      '{"text":"gone","open":"none","lables":{}}',
      '"lables" is not a key that is known here. Did you mean "labels"? Known keys: text, open, labels.',
      '1.lables',
    ],
    [
      'a question that nobody asks',
      '{"text":"gone","open":"whot","labels":{}}',
      'nobody asks "whot". Did you mean "what"? Write one of: what, replacedBefore, lastCard, confirm, summary, offer, none.',
      '1.open',
    ],
    [
      'a head that the form does not have',
      '{"text":"gone","open":"none","labels":{"loss":"lost"}}',
      '"loss" is nothing to read. Write one of: what, replacedBefore, act, about, control.',
      '1.labels.loss',
    ],
    [
      'a date, which is not learned',
      '{"text":"gone","open":"none","labels":{"lastCard":"yes"}}',
      '"lastCard" is nothing to read. Write one of: what, replacedBefore, act, about, control.',
      '1.labels.lastCard',
    ],
    [
      'an option that the fact does not have',
      '{"text":"gone","open":"none","labels":{"what":"stollen"}}',
      'is "stollen". Did you mean "stolen"? Write one of: lost, stolen, damaged, unsure, none.',
      '1.labels.what',
    ],
    [
      'a text that stands there already',
      '{"text":"It was stolen!","open":"what","labels":{"what":"lost"}}',
      '"It was stolen!" stands in examples/new-card/losses.jsonl:1 already. Remove one.',
      '1.text',
    ],
  ])('%s', (_, line, said, field) => {
    const faults = faultsAfter((folder) => write(folder, 'examples/new-card/losses.jsonl', good, line));
    expect(faults).toEqual([`examples/new-card/losses.jsonl:2 ${field}: ${said}`]);
  });

  test('a folder that is no form', () => {
    expect(faultsAfter((folder) => write(folder, 'examples/new-cart/losses.jsonl', good))).toEqual([
      'examples/new-cart/losses.jsonl:1 file: there is no form "new-cart". Did you mean "new-card"? Name the folder after a form\'s id.',
    ]);
  });

  test('a file of another kind', () => {
    expect(faultsAfter((folder) => write(folder, 'examples/new-card/losses.json', good))).toEqual([
      'examples/new-card/losses.json:1 file: is read by nobody. Did you mean "examples/new-card/losses.jsonl"? Rename it, or move it out of the knowledge folder.',
    ]);
  });
});
