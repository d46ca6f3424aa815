import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { openCase } from '../../src/cases/case.js';
import { Refused } from '../../src/delivery/deliverer.js';
import { type MailBody, mailSender, postTo } from '../../src/delivery/mails.js';
import { isMailAddress, readMailSender } from '../../src/mailAddress.js';
import { noteSeen } from '../../src/storage/customersSeen.js';
import type { Database } from '../../src/storage/database.js';
import { StoredCases } from '../../src/storage/storedCases.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

interface Delivered {
  from: string;
  to: string[];
  /** Header lines, unfolded, and what follows them. */
  headers: string[];
  text: string;
}

/** A real mail server that keeps what it is given. */
const delivered: Delivered[] = [];
let refuses = false;
const server = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
  onData(stream, session, done) {
    let raw = '';
    stream.on('data', (data: Buffer) => {
      raw += data.toString();
    });
    stream.on('end', () => {
      if (refuses) return done(Object.assign(new Error('come back later'), { responseCode: 451 }));
      const [head = '', ...text] = raw.split('\r\n\r\n');
      delivered.push({
        from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
        to: session.envelope.rcptTo.map(({ address }) => address),
        headers: head.replace(/\r\n[ \t]+/g, ' ').split('\r\n'),
        text: text.join('\r\n\r\n').replaceAll('=\r\n', '').replaceAll('=3D', '='),
      });
      done();
    });
  },
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((closed) => server.close(closed)));

const saidAt = Date.parse('2026-05-20T11:00:00Z');
const minute = 60_000;
const says = {
  'case.mail.subject': 'Case {case} of {desk}',
  'case.mail.text': '{agent} has answered: {link}',
  'case.mail.signedIn': '{agent} has answered.',
};

describe.each(databases)('mails to customers who have left, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let clock: number;
  let desk: string;
  beforeAll(async () => {
    ({ database, remove } = await openedDatabase(kind));
  }, 60_000);
  afterAll(() => remove());
  beforeEach(async () => {
    for (const table of ['conversations', 'activities', 'cases', 'case_history', 'customers_seen'] as const)
      await database.write.deleteFrom(table).execute();
    delivered.length = 0;
    refuses = false;
    clock = saidAt + 2 * minute;
    desk = 'Support';
  });

  const kept = async (email: string | null, name: string | null = 'Joe') => {
    const open = openCase(
      null,
      { reason: 'asked', facts: {}, outcome: null },
      { id: 'C-1', at: '2026-05-20T10:00:00Z' },
    );
    const contact = { name, email, telephone: null };
    await new StoredCases(database.write).keep('directline/c', { case: { ...open, contact }, history: [] });
    const row = { key: 'directline/c', channel: 'directline', id: 'c', user_id: 'dl_1', state: null, version: 1 };
    const times = { last_seq: 0, created_at: 0, updated_at: 0, ended_at: null, streamed_by: null };
    await database.write
      .insertInto('conversations')
      .values({ ...row, ...times, owner: null, open_case: 'C-1', edition: null })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  };
  const wrote = (at: number, seq = 1) =>
    database.write
      .insertInto('activities')
      .values({
        ...{ conversation: 'directline/c', seq, id: `c|${seq}`, role: 'user', type: 'message', at },
        activity: '{"text":"x"}',
      })
      .execute();
  const send = async (id: string, at = saidAt, { agent = 'Anna', userId = 'dl_1' } = {}) => {
    const body: MailBody = { case: 'C-1', conversation: 'directline/c', userId, agent, saidAt: at };
    const sender = mailSender({
      ...{ database, post: await postTo(url), from: { name: 'Support, "the" desk', address: 'desk@example.com' } },
      words: () => ({ name: desk, says }),
      linkBack: async (_, user) => (user.startsWith('dl_') ? 'https://chat.example.com/chat?back=token' : null),
      now: () => new Date(clock),
    });
    await sender.send({ id, kind: 'mail', body, dueAt: 0 }, new AbortController().signal);
  };

  test('who has left gets one, with a link back', async () => {
    await kept('joe@foo.co.uk');
    await send('mail_1');
    expect(delivered).toHaveLength(1);
    const [{ from, to, headers, text }] = delivered as [Delivered];
    expect({ from, to }).toEqual({ from: 'desk@example.com', to: ['joe@foo.co.uk'] });
    expect(headers).toEqual(
      expect.arrayContaining([
        'To: joe@foo.co.uk',
        'Subject: Case C-1 of Support',
        'Message-ID: <mail_1@example.com>',
        'Auto-Submitted: auto-generated',
      ]),
    );
    expect(text.trim()).toBe('Anna has answered: https://chat.example.com/chat?back=token');
  });

  test('who signs in elsewhere gets one without a link', async () => {
    await kept('joe@foo.co.uk');
    await send('mail_1', saidAt, { userId: 'customer:joe' });
    expect(delivered[0]?.text.trim()).toBe('Anna has answered.');
  });

  test('one for each absence, however much the agent writes', async () => {
    await kept('joe@foo.co.uk');
    await wrote(saidAt - minute);
    await send('mail_1');
    await send('mail_2', saidAt + minute);
    await send('mail_3', saidAt + 5 * minute);
    expect(delivered).toHaveLength(1);
    // Back, and away again.
    await noteSeen(database, ['directline/c'], saidAt + 10 * minute);
    clock = saidAt + 13 * minute;
    await send('mail_4', saidAt + 11 * minute);
    expect(delivered).toHaveLength(2);
  });

  test('of two at once one is sent', async () => {
    await kept('joe@foo.co.uk');
    await Promise.all([send('mail_1'), send('mail_2', saidAt + 1000)]);
    expect(delivered).toHaveLength(1);
  });

  test('one that could not be sent is the same when it is tried again', async () => {
    await kept('joe@foo.co.uk');
    refuses = true;
    await expect(send('mail_1')).rejects.toThrow('come back later');
    refuses = false;
    await send('mail_1');
    expect(delivered).toHaveLength(1);
  });

  test.each<[what: string, seen: number | null, wroteAt: number | null, mails: number]>([
    ['whose page is open gets none', 100_000, null, 0],
    ['who read it and went gets none', 31_000, null, 0],
    ['whose line was dead by then gets one', 10_000, null, 1],
    ['who left before gets one', -minute, null, 1],
    ['who wrote since gets none', null, 30_000, 0],
    ['who wrote before gets one', null, -30_000, 1],
  ])('a customer %s', async (_, seen, wroteAt, mails) => {
    await kept('joe@foo.co.uk');
    if (seen !== null) await noteSeen(database, ['directline/c', 'directline/other'], saidAt + seen);
    if (wroteAt !== null) await wrote(saidAt + wroteAt);
    await send('mail_1');
    expect(delivered).toHaveLength(mails);
  });

  test('who gave no address, or took it back, or one that is none, gets none', async () => {
    for (const email of [
      null,
      '',
      'joe',
      'joe@',
      'joe@foo',
      'a@b.co.uk, c@d.co.uk',
      'joe@foo.co.uk\r\nBcc: x@y.co.uk',
    ]) {
      await kept(email);
      await send('mail_1');
    }
    expect(delivered).toEqual([]);
  });

  test('nothing in a name or a sentence becomes a header or another mail', async () => {
    await kept('joe@foo.co.uk');
    desk = 'Desk\r\nBcc: thief@evil.example\r\n\r\nbody\u2028X: y\u0000';
    await send('mail_1', saidAt, { agent: 'Anna\r\n.\r\nMAIL FROM:<x@evil.example>\r\nBcc: thief@evil.example' });
    expect(delivered).toHaveLength(1);
    const [{ to, headers }] = delivered as [Delivered];
    expect(to).toEqual(['joe@foo.co.uk']);
    expect(headers.map((line) => line.split(':')[0]).sort()).toEqual(
      [
        'Auto-Submitted',
        'Content-Transfer-Encoding',
        'Content-Type',
        'Date',
        'From',
        'MIME-Version',
        'Message-ID',
        'Subject',
        'To',
      ].sort(),
    );
    expect(headers.filter((line) => /^(?:bcc|x):/i.test(line))).toEqual([]);
  });

  test('a notice that is none is refused for good', async () => {
    const sender = mailSender({
      ...{ database, from: { name: '', address: 'desk@example.com' }, now: () => new Date(clock) },
      post: async () => undefined,
      words: () => ({ name: desk, says }),
      linkBack: async () => null,
    });
    const send = sender.send(
      { id: 'x', kind: 'mail', body: { to: 'joe@foo.co.uk' }, dueAt: 0 },
      new AbortController().signal,
    );
    await expect(send).rejects.toThrow(Refused);
  });
});

test.each(['joe@foo.co.uk', 'a.b+c@x-y.example.org', "o'neil@foo.ie", 'JOE@FOO.CO.UK'])('%j is an address', (text) =>
  expect(isMailAddress(text)).toBe(true),
);
test.each([
  ...['', 'joe', '@foo.co.uk', 'joe@', 'joe@foo', 'joe@foo..uk', '.joe@foo.co.uk', 'joe@-foo.co.uk', 'jo e@foo.co.uk'],
  ...[
    '<joe@foo.co.uk>',
    'joe@foo.co.uk,a@b.co',
    'joe@foo.co.uk\n',
    '"joe"@foo.co.uk',
    'joe@[127.0.0.1]',
    'j\u0000@foo.uk',
  ],
  ...[
    'joe@foo.co.uk\r\nBcc: a@b.co',
    `${'x'.repeat(65)}@foo.co.uk`,
    `joe@${'x'.repeat(64)}.uk`,
    'joe@127.0.0.1',
    'jöe@foo.uk',
  ],
])('%j is none', (text) => expect(isMailAddress(text)).toBe(false));

test.each([
  ['Support <a@b.co>', { name: 'Support', address: 'a@b.co' }],
  ['"Support, first" <a@b.co>', { name: 'Support, first', address: 'a@b.co' }],
  ['a@b.co', { name: '', address: 'a@b.co' }],
  ['Support <a@b.co>\r\nBcc: c@d.co', null],
  ['Sup\rport <a@b.co>', null],
  ['Support', null],
])('a sender: %j', (text, sender) => expect(readMailSender(text)).toEqual(sender));
