import { nameFacts, nameRoles } from '../../src/conversation/nameRoles.js';
import { replacement } from '../forms/desk.js';
import { message } from './situation.js';

/** Each name with its fact, `-` where nothing says it; names that are dismissed are left out. */
function roles(text: string): string {
  const read = message(text);
  return [...nameRoles(replacement, read).roles]
    .map(([{ reading }, fact]) => `${'value' in reading ? reading.value : '?'} ${fact ?? '-'}`)
    .join(', ');
}

test('a form has the name on the certificate and the one that may be the same', () =>
  expect(nameFacts(replacement)).toEqual({ old: 'commonName', wanted: 'newCommonName' }));

test.each([
  ['a name alone is nobody’s', 'www.a.com', 'www.a.com -'],
  ['its words say it is the old one', 'the key of www.a.com', 'www.a.com commonName'],
  ['its words say it is the new one', 'from now on www.a.com', 'www.a.com newCommonName'],
  [
    'what is wanted stands behind "should be"',
    'it says www.a.com and should be www.b.com',
    'www.a.com commonName, www.b.com newCommonName',
  ],
  ['one in place of another', 'www.b.com instead of www.a.com', 'www.b.com newCommonName, www.a.com commonName'],
  ['a swap', 'please swap www.a.com for www.b.com', 'www.a.com commonName, www.b.com newCommonName'],
  [
    'a new certificate’s name',
    'we lost www.a.com. The new certificate is for www.b.com',
    'www.a.com commonName, www.b.com newCommonName',
  ],
  ['a name that is dismissed has none', 'www.a.com, not www.b.com', 'www.a.com -'],
  [
    'a name said twice has one role',
    'www.a.com becomes www.b.com, so www.b.com',
    'www.a.com commonName, www.b.com newCommonName, www.b.com newCommonName',
  ],
  ['a word behind a comma says nothing', 'the key of mine, www.a.com', 'www.a.com -'],
  ['the old certificate’s name', 'the old certificate is for www.a.com', 'www.a.com commonName'],
  ['what is corrected falls away', 'the key of www.a.com, sorry, www.b.com', 'www.b.com -'],
])('%s: "%s"', (_, text, all) => expect(roles(text)).toBe(all));

test.each([
  ['www.a.com or www.b.com', ['www.a.com', 'www.b.com']],
  ['either www.a.com or www.b.com', ['www.a.com', 'www.b.com']],
  ['www.a.com or www.a.com', []],
  ['www.a.com and www.b.com', []],
])('"%s" leaves open: %j', (text, names) => expect(nameRoles(replacement, message(text)).undecided).toEqual(names));
