import { message } from './situation.js';

/** Every statement as `thing state`, with `!` where it is denied; of several states that one word has, those of `states`. */
const said = (text: string, states: string) =>
  message(text).clauses.flatMap(({ statements }) =>
    statements
      .filter(({ state }) => states.split(' ').includes(state))
      .map(({ thing, state, denied }) => `${denied ? '!' : ''}${thing} ${state}`),
  );

test.each<[string, string, string, string[]]>([
  ['a thing before what happened to it', 'our key was deleted', 'lost', ['key lost']],
  ['a thing behind it', 'somebody deleted our key', 'lost', ['key lost']],
  ['a whole phrase is one thing', 'the private key of our web server vanished', 'lost', ['key lost']],
  ['of two things side by side the last', 'the server certificate vanished', 'lost', ['certificate lost']],
  [
    'a compound has its own name',
    'the passphrase of the backup slipped my mind',
    'forgotten',
    ['backup-password forgotten'],
  ],
  ['what follows from what was spoken of', 'The pfx is here. The passphrase is lost', 'lost', ['backup-password lost']],
  [
    'things in a row share it',
    'the key, the certificate and the password are gone',
    'lost',
    ['key lost', 'certificate lost', 'password lost'],
  ],
  ['states in a row share their thing', 'the key was lost or stolen', 'lost stolen', ['key lost', 'key stolen']],
  ['"it" is what was spoken of', 'We had a key. It was stolen', 'stolen', ['key stolen']],
  ['a thing named behind', 'gone, the key', 'lost', ['key lost', 'null lost']],
  ['nobody knows what', 'all of a sudden it was stolen', 'stolen', ['null stolen']],
])('%s: "%s"', (_, text, states, all) => expect(said(text, states).toSorted()).toEqual(all.toSorted()));

test.each<[string, string, string, string[]]>([
  ['a verb that only helps says nothing itself', 'the key has not been copied', 'held copied', ['!key copied']],
  ['one that helps none is said of its thing', 'we have the key', 'held', ['key held']],
  ['a machine’s name is no place', 'the key is on the web server', 'exposed', []],
  ['a place is one', 'the key is on the web', 'exposed', ['key exposed']],
  ['the head of a longer name is meant', 'the key of our web server certificate is gone', 'lost', ['key lost']],
  [
    'whatever stands behind it',
    'the password of the private key of our server certificate is forgotten',
    'forgotten',
    ['password forgotten'],
  ],
  [
    'a thing that is only named goes along',
    'the password is lost, and its backup',
    'lost',
    ['password lost', 'backup lost'],
  ],
  [
    'one with something of its own said does not',
    'we lost the key, and it was a Friday when the server room was painted',
    'lost',
    ['key lost'],
  ],
  [
    'what it happened after is not of the thing before',
    'We have the key. After a crash we rang',
    'broken',
    ['null broken'],
  ],
])('%s: "%s"', (_, text, states, all) => expect(said(text, states).toSorted()).toEqual(all.toSorted()));

describe('denials', () => {
  test.each<[string, string, string, string[]]>([
    ['a thing that is denied is not lost', 'the key was never lost', 'lost', ['!key lost']],
    ['a having that is denied is a lack', 'we do not have a backup', 'held lacking', ['backup lacking']],
    [
      'a knowing that is denied is forgotten',
      'nobody remembers the password',
      'known forgotten',
      ['password forgotten'],
    ],
    ['no thing is a lack of it', 'no backup at all', 'lacking', ['backup lacking']],
    ['without it, too', 'a tape without a passphrase', 'lacking', ['password lacking']],
    ['"not where the file is" lacks the file', 'but not where the file is', 'lacking', ['file lacking']],
    ['another thing is meant, and none lacks', "it isn't the password", 'lacking forgotten', []],
    ['a "but" ends a denial', 'not the server but the key was stolen', 'stolen', ['key stolen']],
    ['not only is no denial', 'we not only lost the key', 'lost', ['key lost']],
    ['no doubt is none', 'no doubt the key was stolen', 'stolen', ['key stolen']],
    ['what is excepted is not so', 'all of it was stolen except the key', 'stolen', ['!key stolen', 'null stolen']],
    ['an exception to a having is a lack', 'we have everything except the backup', 'lacking', ['backup lacking']],
    ['a no behind the name of a thing', 'password yes, file no', 'lacking', ['file lacking']],
    ['and behind its colon', 'the file: no', 'lacking', ['file lacking']],
    ['a question that answers itself', 'Backups? Ha. No.', 'lacking', ['backup lacking']],
    ['at once', 'Backups? None.', 'lacking', ['backup lacking']],
    ['a longer question is put to somebody', 'Do you perhaps keep a backup? No.', 'lacking', []],
  ])('%s: "%s"', (_, text, states, all) => expect(said(text, states).toSorted()).toEqual(all.toSorted()));
});

test.each<[string, string[]]>([
  ['the key and no backup', ['key', '!backup']],
  ['our wifi key', []],
  ['the password of the pfx', ['backup-password', 'backup']],
  ['it is not the key', ['!key']],
])('things named in "%s": %j', (text, things) => {
  const named = message(text).clauses.flatMap((clause) => clause.things);
  expect(named.map(({ concept, denied }) => `${denied ? '!' : ''}${concept}`)).toEqual(things);
});
