import { Matcher } from '../../src/matching/matcher.js';
import { type Solution, solve } from '../../src/matching/ridge.js';
import { train } from '../../src/matching/training.js';
import { encoder, few, library } from './tinyDesk.js';

jest.setTimeout(60_000);

const { knowledge, targets } = library();
const small = few(targets, 4);

test('the same targets give the same numbers, and only new phrasings are encoded', () => {
  const first = train(small, encoder, { concepts: knowledge.concepts });
  const asked: string[] = [];
  const known = (text: string) => {
    const place = first.texts.indexOf(text);
    asked.push(text);
    return place < 0 ? undefined : first.embeddings.subarray(place * 512, (place + 1) * 512);
  };
  const encode = jest.spyOn(encoder, 'encode');
  const again = train(small, encoder, { concepts: knowledge.concepts, known });
  expect(encode).not.toHaveBeenCalled();
  expect(again).toEqual(first);
  expect(asked).toEqual(first.texts);
  const more = small.map((target, index) =>
    index === 0 ? { ...target, phrasings: [...target.phrasings, 'a phrasing nobody has used'] } : target,
  );
  train(more, encoder, { concepts: knowledge.concepts, known });
  expect(encode.mock.calls.length).toBeGreaterThan(0);
  expect(encode.mock.calls.length).toBeLessThanOrEqual(2);
  encode.mockRestore();
});

test('a phrasing to the letter finds its own target', () => {
  const matcher = new Matcher(train(targets, encoder, { concepts: knowledge.concepts }), encoder);
  const wrong = targets
    .filter(({ outside }) => !outside)
    .flatMap(({ id, phrasings }) => phrasings.filter((text) => matcher.match(text).ranking[0]?.id !== id));
  expect(wrong).toEqual([]);
});

describe('leaving out', () => {
  // Points on a line, in three targets: any kernel will do.
  const points = [0.1, 0.35, 0.5, 0.62, 1.1, 1.3, 1.45, 2.2, 2.9, 3.1, 3.15];
  const targetOf = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2];
  const ridge = 0.1;
  const kernel = (a: number, b: number) => Math.exp(-((a - b) ** 2));
  const solved = (rows: number[]): Solution =>
    solve(
      rows.map((row) => targetOf[row]!),
      3,
      ridge,
      (row, into) => {
        for (let other = 0; other <= row; other++) into[other] = kernel(points[rows[row]!]!, points[rows[other]!]!);
      },
    );
  const scores = ({ coefficients }: Solution, rows: number[], at: number) =>
    [0, 1, 2].map((target) =>
      rows.reduce((sum, row, index) => sum + kernel(points[at]!, points[row]!) * coefficients[index * 3 + target]!, 0),
    );
  const all = points.map((_, row) => row);

  test.each(all)('row %i scores as though it had never been there', (row) => {
    const rest = all.filter((other) => other !== row);
    const expected = scores(solved(rest), rest, row);
    expected.forEach((score, target) => {
      expect(solved(all).leftOut[row]![target]).toBeCloseTo(score, 4);
    });
  });

  test.each(all)('row %i without its target scores as though that target had never been there', (row) => {
    const rest = all.filter((other) => targetOf[other] !== targetOf[row]);
    const expected = scores(solved(rest), rest, row);
    const got = solved(all).withoutTarget[row]!;
    for (const target of [0, 1, 2].filter((one) => one !== targetOf[row]))
      expect(got[target]).toBeCloseTo(expected[target]!, 4);
    expect(got[targetOf[row]!]).toBeLessThan(Math.min(...expected) - 1);
  });
});
