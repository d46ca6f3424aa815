import fc from 'fast-check';
import { findHostNames, readHostName } from '../../src/reading/hostName.js';
import type { Reading } from '../../src/reading/reading.js';
import { tries } from '../longForm.js';
import { nameFindings } from './nameFindings.js';
import { nameReplies } from './nameReplies.js';
import { namesWhole } from './namesWhole.js';

function inShort(reading: Reading<string>): string {
  if ('value' in reading) return reading.assumed === undefined ? reading.value : `${reading.value} ~${reading.assumed}`;
  return [reading.problem.reason, ...(reading.problem.alternatives ?? [])].join(' ');
}

describe('a reply to the question for a host name', () => {
  test.each(nameReplies)('%j: %s', (text, expected) => {
    expect(inShort(readHostName(text))).toBe(expected);
  });
});

describe('a sentence that nobody asked a name of', () => {
  test.each(nameFindings)('%j: %s', (text, expected) => {
    expect(
      findHostNames(text)
        .map(({ reading }) => inShort(reading))
        .join(', '),
    ).toBe(expected);
  });

  test.each([
    'I lost it.Please help me.My server died.It was on Monday',
    'export it to backup.pfx, key.pem, server.key, inetsrv.dll, readme.txt, mmc.exe or the archive.zip',
    'we run node.js, ASP.NET and VB.net with IIS5.0 (e.g. N.B. v4.0.1)',
    'mail jo@example.com or sales@example.co.uk at 10.0.0.1',
    'the password.is there any way.to get it back',
    'it is server.local or dc1.corp',
  ])('no name in: %s', (text) => {
    expect(findHostNames(text)).toEqual([]);
  });

  test('a name is found where it stands', () => {
    const text = 'Please revoke https://WWW.example.co.uk:443/shop, thanks.';
    expect(findHostNames(text).map(({ start, end }) => text.slice(start, end))).toEqual(['WWW.example.co.uk']);
  });
});

describe('a name is taken whole or not at all', () => {
  test.each(namesWhole)('%j: %s, found: %s', (text, expected, found) => {
    expect(inShort(readHostName(text))).toBe(expected);
    const names = findHostNames(text).map(({ reading }) => inShort(reading));
    expect(names.join(', ')).toBe(found);
  });

  test('with a sign or a space before its last part there is none', () => {
    const label = fc.stringMatching(/^[a-z]{3,10}$/);
    const ending = fc.constantFrom(['co', 'uk'], ['org', 'uk'], ['com', 'au'], ['co', 'nz']);
    const gap = fc.constantFrom(' ', ',', ';', '. ', ' .', ', ', ' . ', '  .');
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), ending, gap, (labels, [second, first], between) => {
        const text = `${[...labels, second].join('.')}${between}${first}`;
        expect(readHostName(text)).toHaveProperty('problem');
        expect(findHostNames(`the name is ${text} and it is lost`)).toEqual([]);
      }),
    );
  });

  test('said aloud it is the name that is written', () => {
    const label = fc
      .stringMatching(/^[a-z]{3,10}$/)
      .filter((text) => !/^(?:the|our|your|their|this|that|any|dot|star|dash|asterisk|wildcard|hyphen)$/.test(text));
    fc.assert(
      fc.property(
        fc.array(label, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('com', 'co.uk', 'org'),
        (labels, ending) => {
          const name = `${labels.join('.')}.${ending}`;
          expect(readHostName(name.replaceAll('.', ' dot '))).toEqual({ value: name });
        },
      ),
    );
  });
});

describe('lengths (RFC 1035)', () => {
  const label = (length: number) => 'a'.repeat(length);

  test('a label of 63 letters is read, one of 64 is not', () => {
    expect(readHostName(`${label(63)}.com`)).toEqual({ value: `${label(63)}.com` });
    expect(inShort(readHostName(`${label(64)}.com`))).toBe('name.label-too-long');
  });

  test('a name of 253 letters is read, with or without the root, one of 254 is not', () => {
    const name = `${label(63)}.${label(63)}.${label(63)}.${label(57)}.com`;
    expect(name).toHaveLength(253);
    expect(readHostName(name)).toEqual({ value: name });
    expect(readHostName(`${name}.`)).toEqual({ value: name });
    expect(inShort(readHostName(name.replace('.com', 'b.com')))).toBe('name.too-long');
  });

  test('a label counts in A-label form', () => {
    expect(inShort(readHostName(`${'ü'.repeat(60)}.com`))).toBe('name.label-too-long');
  });
});

test('a name that was read is read as itself', () => {
  for (const [text] of nameReplies) {
    const reading = readHostName(text);
    if ('value' in reading) expect(readHostName(reading.value)).toMatchObject({ value: reading.value });
  }
  fc.assert(
    fc.property(
      fc.oneof(
        fc.domain(),
        fc.webUrl(),
        fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => `${text}.com`),
      ),
      (text) => {
        const reading = readHostName(text);
        if ('value' in reading) expect(readHostName(reading.value)).toMatchObject({ value: reading.value });
      },
    ),
    { numRuns: tries(800, 2000) },
  );
});

test('whatever is typed, a name that comes of it is in A-labels, lower case, within the lengths', () => {
  const piece = fc.constantFrom(
    'www',
    'example',
    '.',
    '..',
    '-',
    '*',
    '*.',
    '_',
    '@',
    ':',
    '/',
    'http://',
    'com',
    'co.uk',
    'ü',
    'xn--',
    'xn--bcher-kva',
    ' ',
    ',',
    "'",
    '\u202e',
    '\0',
    '。',
    '127.0.0.1',
    'CN=',
    '(',
    ')',
    'not ',
    'or ',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
        fc.string({ unit: 'binary', maxLength: 40 }),
      ),
      (text) => {
        const names = [readHostName(text), ...findHostNames(text).map(({ reading }) => reading)].flatMap((reading) =>
          'value' in reading ? [reading.value] : (reading.problem.alternatives ?? []),
        );
        for (const name of names) {
          expect(name).toMatch(
            /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
          );
          expect(name.length).toBeLessThanOrEqual(253);
        }
      },
    ),
    { numRuns: tries(2000, 6000) },
  );
});

test('a problem shows nothing of the name that Markdown or the direction of text would take amiss', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const reading = readHostName(`${text}.com`);
      if ('problem' in reading)
        expect(Object.values(reading.problem.about).join('')).not.toMatch(/[*_`[\]<>\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
