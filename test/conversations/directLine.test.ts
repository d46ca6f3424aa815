import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKnowledge } from '../../src/assistant.js';
import { databases, type OpenedService, openedService } from '../openedService.js';
import { parseChat } from './chatFile.js';
import { shortForms } from './shortForms.js';

const files = readdirSync(__dirname)
  .filter((file) => file.endsWith('.chat'))
  // Agents, timers and thumbs come by other doors.
  .filter((file) => !/^(?:agent|timer|thumb|desk)\b/m.test(readFileSync(join(__dirname, file), 'utf8')))
  .sort();
const { shorten } = shortForms(openKnowledge(join(__dirname, '..', '..', 'knowledge')));

/** In the short form each conversation is had on one of the databases, every other one on the same. */
const had = (kind: (typeof databases)[number]) =>
  files.filter((_, index) => process.env.CERTDESK_LONG || index % databases.length === databases.indexOf(kind));

describe.each(databases)('over Direct Line, on the %s database', (kind) => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService(kind);
  }, 180_000);
  afterAll(() => service.stop());

  test.each(had(kind))('%s has the same words', async (name) => {
    const { turns } = parseChat(name, readFileSync(join(__dirname, name), 'utf8'));
    service.clock.now = new Date('2026-05-20T11:00:00Z');
    const { conversationId, path } = await service.customer();
    const holder = { userId: 'somebody', conversationId };
    let watermark = '1';
    for (const [index, { moment, begins, lines }] of turns.entries()) {
      const user = 'text' in begins ? begins.text : '';
      if (moment)
        service.clock.now = new Date(`${moment.replace(' ', 'T')}${moment.includes(' ') ? '' : 'T11:00'}:00Z`);
      const token = await service.tokens.issue('directline', holder);
      const body = { type: 'message', text: user, channelData: { clientActivityID: String(index) } };
      const sent = await service.ask('POST', `${path}/activities`, { token, body });
      expect(sent.status).toBe(200);
      const after = await service.ask('GET', `${path}/activities?watermark=${watermark}`, { token });
      watermark = after.body.watermark;
      const activities = after.body.activities as {
        type: string;
        id: string;
        text: string;
        from: { role: string };
        replyToId?: string;
      }[];
      // Events tell programs of a hand-off.
      const [mine, ...replies] = activities.filter(({ type }) => type === 'message');
      expect(mine).toMatchObject({ id: sent.body.id, from: { role: 'user' } });
      expect(replies.map(({ replyToId }) => replyToId)).toEqual(replies.map(() => sent.body.id));
      const said = replies.map(({ text }) => shorten(text).replace(/\bC-\d{6}\b/g, 'C-234567'));
      expect([name, user, said]).toEqual([name, user, lines.map(({ text }) => text)]);
    }
  });
});
