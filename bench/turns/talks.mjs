// What customers say from greeting to goodbye: the replacement form to its verdict, the guides step by step, small talk. Names and dates
// change each time; so many questions that nobody has asked before are put between them that they
// are a quarter of all turns, the greeting counted.
const DAY_MS = 24 * 3600_000;
const FIRST = [
  'north',
  'south',
  'east',
  'west',
  'green',
  'silver',
  'old',
  'grand',
  'river',
  'hill',
  'stone',
  'clear',
  'bright',
  'quick',
  'royal',
  'red',
];
const SECOND = [
  'bank',
  'mill',
  'field',
  'market',
  'garage',
  'dental',
  'books',
  'bikes',
  'travel',
  'foods',
  'clinic',
  'school',
  'tools',
  'hotel',
  'press',
];
const ENDS = ['co.uk', 'com', 'org.uk', 'net', 'ac.uk', 'ltd.uk'];

/** @param next numbers from 0 to 1 @param newQuestion gives a text that was never said */
export function talks(next, newQuestion) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  const name = () =>
    `${pick(['www', 'shop', 'mail', 'secure'])}.${pick(FIRST)}${pick(SECOND)}${Math.floor(next() * 10_000)}.${pick(ENDS)}`;
  const day = (from, to) => {
    const date = new Date(Date.now() - Math.floor(from + next() * (to - from)) * DAY_MS);
    return date.toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'Europe/London',
    });
  };
  const common = () => [
    pick([
      'hi, the disk with our certificate crashed last week',
      'hello, our certificate is gone',
      'we lost our certificate',
      'our server broke down and the certificate with it',
    ]),
    pick(['the disk broke', 'the server or its disk broke down']),
    pick(['no', 'no backup I am afraid', 'no we have none']),
    pick(['secure server', 'Class 3 Secure Server Certificate', 'the secure server one']),
    name(),
  ];
  const rest = () => ['the same', 'no', 'yes', pick(['thanks', 'thank you', 'cheers'])];
  const kinds = {
    free: () => [...common(), `it was ordered on ${day(2, 22)}`, ...rest()],
    bought: () => [...common(), day(90, 400), day(2, 40), ...rest()],
    guide: () => [
      pick(['how do I back up on IIS 4?', 'can you show me how to export the key on IIS 4.0?']),
      'done',
      'done',
      'next',
      'done',
      'done',
      'done',
      'thanks',
    ],
    smallTalk: () => [
      pick(['hello', 'hi', 'good morning']),
      'what can you do?',
      "what's the fax number?",
      'thank you',
      'who may sign the letter?',
    ],
  };
  const order = ['free', 'guide', 'bought', 'smallTalk', 'free', 'bought'];
  let made = 0;
  let turns = 0;
  let asked = 0;
  const isDue = () => (asked + 1) * 4 <= turns + 1;
  return {
    /** The lines of one conversation of that kind, without questions between them. */
    lines: (kind) => kinds[kind](),
    /** @returns the next conversation's lines; `isNew` marks the questions, a quarter of all */
    next: () => {
      const lines = kinds[order[made++ % order.length]]();
      turns += 1;
      return lines.flatMap((text) => {
        turns += 1;
        if (!isDue()) return [{ text, isNew: false }];
        turns += 1;
        asked += 1;
        return [
          { text, isNew: false },
          { text: newQuestion(), isNew: true },
        ];
      });
    },
  };
}
