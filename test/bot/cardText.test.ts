import { cardText, inert } from '../../src/bot/cards/cardText.js';

test.each([
  ['bold, italic and lists stay', 'Say **done** or _back_:\n- one\n- two', ['Say **done** or _back_:\n- one\n- two']],
  ['each paragraph is a text of its own', 'One.\n\n\nTwo.', ['One.', 'Two.']],
  ['a heading becomes bold', '## Open the **console** ##', ['**Open the console**']],
  [
    'code becomes its words, without meaning',
    'Type `mmc`, or `*.example.com` in `c:\\x_y`.',
    ['Type mmc, or \\*.example\\.com in c:\\\\x\\_y.'],
  ],
  ['a block of code becomes its words', 'So:\n```sh\nls *_*\n```\nDone.', ['So:', 'ls \\*\\_\\*', 'Done.']],
  ['a quote becomes its words', '> From the FAQ\n> page', ['From the FAQ\npage']],
  ['a rule is left out', 'One.\n\n---\n\nTwo.', ['One.', 'Two.']],
  ['an image becomes its words', 'See ![the menu](https://desk.example/menu.png).', ['See the menu.']],
  [
    'a link to an https address stays',
    'See [our page](https://desk.example/a_b "here").',
    ['See [our page](https://desk.example/a_b).'],
  ],
  [
    'an https address becomes a link',
    'See https://desk.example/a_b.html.',
    ['See [https://desk.example/a\\_b.html](https://desk.example/a_b.html).'],
  ],
  [
    'an address in brackets as well',
    '(<https://desk.example/a>)',
    ['([https://desk.example/a](https://desk.example/a))'],
  ],
  [
    'a link elsewhere becomes its words',
    '[run](javascript:alert) [old](http://desk.example) [page](/page)',
    ['run old page'],
  ],
  [
    'an address of another kind is inert',
    'http://desk.example, ftp://x and me@desk.example',
    ['http\\://desk\\.example, ftp\\://x and me\\@desk\\.example'],
  ],
  ['HTML is inert', 'a <b onclick=x>b</b>', ['a \\<b onclick=x>b\\</b>']],
  [
    'a link by reference is inert',
    '[x][1]\n\n[1]: http://desk.example',
    ['\\[x]\\[1]', '\\[1]: http\\://desk\\.example'],
  ],
  ['what is escaped stays so', 'of \\*.a\\.example', ['of \\*.a\\.example']],
])('%s', (_, markdown, expected) => expect(cardText(markdown)).toEqual(expected));

test.each([
  ['www.example.com', 'www\\.example\\.com'],
  ['*.example.com', '\\*.example\\.com'],
  ['xn--bcher-kva.example', 'xn\\--bcher-kva\\.example'],
  ['[win](https://evil.example)', '\\[win\\](https\\://evil\\.example)'],
  ['![x](https://evil.example/p.png)', '!\\[x\\](https\\://evil\\.example/p\\.png)'],
  ['<img src=x>', '\\<img src=x>'],
  ['{{DATE(2026-05-20T11:00:00Z)}}', '\\{\\{DATE(2026-05-20T11:00:00Z)}}'],
  ['# one\n\n- two', '\\# one - two'],
  ['1. one', '1\\. one'],
  ['&copy; a\\', '\\&copy; a\\\\'],
  ['20 May 2026, day 17 of 30', '20 May 2026, day 17 of 30'],
])('%j is inert in a card', (text, expected) => expect(inert(text)).toBe(expected));

test.each([
  '[www.x.example',
  'see [page](https://desk.example/',
  'see https://',
  'https://desk.example/?q=',
  '**',
  '`',
])('a customer’s text after %j makes no link of it or of itself', (before) => {
  const [text = ''] = cardText(`${before}${inert('evil.example](https://evil.example)')}) and more`);
  const meant = text.replaceAll(/\\./g, ' ');
  expect(meant).toContain('evil');
  expect(meant).not.toMatch(/\[[^\]]*\]\([^)]*evil|https:\/\/\S*evil|evil\.example/);
});
