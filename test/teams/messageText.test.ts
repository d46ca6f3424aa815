import { isMentioned, wordsOf } from '../../src/channels/teams/messageText.js';
import { readActivity } from '../../src/channels/teams/schema.js';
import { BOT, inGroup, message } from './activities.js';

const html = (content: string) => [{ contentType: 'text/html', content }];
const mention = (text: string, id = BOT.id) => ({ type: 'mention', text, mentioned: { id, name: 'x' } });

test.each([
  ['as it was typed', { text: 'my key is lost' }, 'my key is lost'],
  ['white space around it', { text: '  hello \n' }, 'hello'],
  ['a space that does not break', { text: 'my\u00a0key&nbsp;is lost' }, 'my key is lost'],
  ['signs that are typed in plain text stay', { text: 'a < b &amp; c > d' }, 'a < b &amp; c > d'],
  ['XML', { text: '<div>my key<br/>is lost &amp; gone</div>', textFormat: 'xml' }, 'my key\nis lost & gone'],
  ['paragraphs', { text: '<p>one</p><p>two</p>', textFormat: 'xml' }, 'one\ntwo'],
  ['a list', { text: '<ul><li>one</li><li>two</li></ul>', textFormat: 'xml' }, 'one\ntwo'],
  ['signs by number', { text: '<p>caf&#233; &#x1F511; &#0;</p>', textFormat: 'xml' }, 'café 🔑 &#0;'],
  ['an unknown name of a sign', { text: '<p>&constructor; &foo;</p>', textFormat: 'xml' }, '&constructor; &foo;'],
  ['the formatted form alone', { text: undefined, attachments: html('<p>my <b>key</b></p>') }, 'my key'],
  [
    'a quote before the reply',
    {
      text: 'Certificates When did you order? in May',
      attachments: html(
        '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><p>When did you order?</p></blockquote><p>in May</p>',
      ),
    },
    'in May',
  ],
  ['the bot mentioned', { text: '<at>Certificates</at> help', entities: [mention('<at>Certificates</at>')] }, 'help'],
  [
    'the bot mentioned with a space that does not break',
    { text: '<at>Certificates</at>&nbsp;help', entities: [mention('<at>Certificates</at>')] },
    'help',
  ],
  ['the bot mentioned twice', { text: '<at>C</at> help <at>C</at>', entities: [mention('<at>C</at>')] }, 'help'],
  [
    'somebody else mentioned',
    { text: 'ask <at>Ben</at> too', entities: [mention('<at>Ben</at>', '29:ben')] },
    'ask Ben too',
  ],
  [
    'both',
    { text: '<at>C</at> ask <at>Ben</at>', entities: [mention('<at>Ben</at>', '29:ben'), mention('<at>C</at>')] },
    'ask Ben',
  ],
  ['the mention alone', { text: '<at>C</at>', entities: [mention('<at>C</at>')] }, ''],
  [
    'a mention without its text',
    { text: '<at>C</at> help', entities: [{ type: 'mention', mentioned: BOT }] },
    'C help',
  ],
  [
    'entities of any shape',
    { text: 'hello', entities: [null, 5, { type: 'mention' }, { type: 'clientInfo' }] },
    'hello',
  ],
])('the words of a message: %s', (_, changed, words) =>
  expect(wordsOf(readActivity({ ...message(''), ...changed }))).toBe(words),
);

test('the bot is mentioned by its id, not by its name', () => {
  const mentioned = (entities: object[]) => isMentioned(readActivity({ ...inGroup('x'), entities }));
  expect(mentioned([mention('<at>x</at>')])).toBe(true);
  expect(mentioned([mention('<at>Certificates</at>', '29:somebody')])).toBe(false);
});

test('100,000 signs of markup take no time', () => {
  for (const piece of [
    '<blockquote ',
    '<',
    '&',
    '<at>',
    '<p',
    '&#x',
    '<blockquote itemtype="schema.skype.com/Reply">',
  ]) {
    const text = piece.repeat(Math.floor(90_000 / piece.length));
    const sent = readActivity({ ...message(''), text, textFormat: 'xml', attachments: html(text) });
    const began = process.cpuUsage();
    wordsOf(sent);
    const { user } = process.cpuUsage(began);
    expect([piece, user / 1000 < 300]).toEqual([piece, true]);
  }
});
