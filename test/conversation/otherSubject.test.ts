import { asking, decided, readingBack, summing, told } from './situation.js';

const lost = { loss: 'private-key', commonName: 'www.example.com' };
const atBackup = asking('hasBackup', lost);

describe('what happened to another certificate is a subject of its own', () => {
  test.each([
    ['the key of www.example.org was stolen', 'takeSeveral www.example.org'],
    ['by the way, somebody copied the key of www.example.org', 'takeSeveral www.example.org'],
    ['yes, and the key of www.example.org was stolen', 'take hasBackup true, takeSeveral www.example.org'],
    ['no backup, and the key of www.example.org has leaked', 'take hasBackup false, takeSeveral www.example.org'],
    [
      'No. Oh and the key of www.example.org has leaked, it was ordered on 3 May 2026',
      'take hasBackup false, takeSeveral www.example.org',
    ],
    ['the key of www.example.org leaked and I want a person', 'takeSeveral www.example.org | handOver'],
    ['our server with www.example.org on it was hacked', 'takeSeveral www.example.org'],
  ])('at the question for the backup: "%s"', (text, moves) => expect(told(text, atBackup)).toBe(moves));

  test('beside the answer to a choice', () =>
    expect(
      told('class 3, and the key of www.example.org was stolen', asking('product', { ...lost, hasBackup: false })),
    ).toBe('take product secure-server, takeSeveral www.example.org'));

  test('at a read-back, which is denied by itself', () =>
    expect(
      told(
        'no, and the key of www.example.org was stolen',
        readingBack('orderDate', { ...lost, orderDate: '2026-11-03' }),
      ),
    ).toBe('reopen orderDate, takeSeveral www.example.org'));

  test('at the summary', () =>
    expect(told('by the way the key of www.example.org was stolen', summing())).toBe('takeSeveral www.example.org'));

  test.each(['the key of www.example.org was stolen', 'we forgot the password of www.example.org'])(
    'behind a verdict it begins anew: "%s"',
    (text) => expect(told(text, decided())).toMatch(/^begin: .*commonName www\.example\.org/),
  );
});

test.each([
  [
    'the same happened to it: the name may be meant to correct',
    'the key of www.example.org was deleted',
    'keep commonName',
  ],
  ['a correction', 'sorry, it was the key of www.example.org', 'correct commonName www.example.org'],
  ['its own name', 'the key of www.example.com was stolen', 'correct loss compromised'],
])('none of its own: %s', (_, text, moves) =>
  expect(told(text, asking('product', { ...lost, hasBackup: false }))).toBe(moves),
);

test.each([
  'could somebody have stolen the key of www.example.org?',
  'if the key of www.example.org leaked, what then?',
])('nor what is only asked: "%s"', (text) => expect(told(text, atBackup)).toMatch(/^answer: /));
