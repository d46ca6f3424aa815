import { dateRoles } from '../../src/conversation/dateRoles.js';
import { knowledge, replacement } from '../forms/desk.js';
import { message } from './situation.js';

/** Of each date in turn: its fact (`~` where it only stands in for it), `elsewhere`, or `-`. */
function roles(text: string): string {
  const read = message(text);
  return [...dateRoles(replacement, read, knowledge.trade).values()]
    .map((role) => (role === null ? '-' : role === 'elsewhere' ? role : `${role.fact}${role.standsIn ? '~' : ''}`))
    .join(' ');
}

test.each([
  ['a word before it', 'we ordered it on 3 May 2026', 'orderDate'],
  ['a word behind it', '3 May 2026 was when the disk crashed', 'lossDate'],
  ['any word for a loss', 'vanished on 3 May 2026', 'lossDate'],
  ['each its own', 'bought 1 May 2026, burnt 3 May 2026', 'orderDate lossDate'],
  ['each its own behind it', 'on 1 May 2026 we bought it and on 3 May 2026 it was stolen', 'orderDate lossDate'],
  ['nothing says whose it is', 'it was 3 May 2026', '-'],
  ['a word of another sentence says nothing', 'We ordered it. On 3 May 2026 I rang', 'elsewhere'],
  ['a word far off says nothing', 'the order had many pages and a long list of things, see 3 May 2026', '-'],
  ['a payment is elsewhere', 'paid on 3 May 2026', 'elsewhere'],
  ['so is another thing’s date', 'the tape from 3 May 2026', 'elsewhere'],
  ['the machine’s purchase is no order', 'the server was bought on 3 May 2026', 'elsewhere'],
  ['the certificate’s day is the order’s', 'the certificate of 3 May 2026', 'orderDate'],
  ['the day it was issued stands in', 'issued on 3 May 2026', 'orderDate~'],
  ['a way of speaking is no cue', 'a flood of orders came on 3 May 2026', '-'],
  ['its words alone are one', 'the order came on 3 May 2026', 'orderDate'],
  [
    'one verb for two things',
    'we bought the server on 1 May 2026 and the certificate on 3 May 2026, key lost',
    'elsewhere orderDate',
  ],
  ['each verb its own', 'we ordered it on 1 May 2026 and lost the certificate on 3 May 2026', 'orderDate lossDate'],
  ['no date has no role', 'we ordered it', ''],
])('%s: "%s"', (_, text, all) => expect(roles(text)).toBe(all));
