import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { agent } from '../desk/deskClient.js';
import { databases } from '../openedService.js';
import { around, message } from './activities.js';
import { HeardConnector } from './heardConnector.js';
import { type OpenedTeams, openedTeams } from './openedTeams.js';
import { type SeenButton, seenOf } from './seenInTeams.js';

/** A card as it stands in the chat, in a message. */
interface Standing {
  id: string;
  content: Record<string, unknown>;
}

const seen = (content: unknown) => seenOf({ attachments: [{ contentType: 'a card', content }] });
const titles = (content: unknown) => seen(content).buttons.map(({ title }) => title);
const isPick = ({ execute }: SeenButton) => execute.data.certdesk.at?.kind === 'date';

describe.each(databases)('cards in Teams that were pressed, on the %s database', (kind) => {
  const connector = new HeardConnector();
  let teams: OpenedTeams;
  beforeAll(async () => {
    teams = await openedTeams(kind, {}, connector);
  }, 180_000);
  afterAll(() => teams.stop());

  function chat(): string {
    const conversation = `a:${randomUUID()}`;
    connector.threads.set(conversation, new Map());
    return conversation;
  }
  async function says(conversation: string, text: string): Promise<void> {
    expect((await teams.post(message(text, conversation))).status).toBe(200);
    await teams.service.outbox.idle();
  }
  /** The newest message with buttons. */
  function newest(conversation: string): Standing {
    const all = [...connector.threads.get(conversation)!.values()].reverse() as (Partial<Activity> & { id: string })[];
    for (const { id, attachments = [] } of all) {
      const content = attachments[0]?.content;
      if (content && seen(content).buttons.length > 0) return { id, content };
    }
    throw new Error('there is no card');
  }
  async function invoke(conversation: string, replyToId: string | undefined, value: object) {
    const named = { type: 'invoke', id: `f:${randomUUID()}`, name: 'adaptiveCard/action', replyToId, value };
    const answer = await teams.post({ ...around(conversation), ...named });
    await teams.service.outbox.idle();
    expect(answer.status).toBe(200);
    return answer.body;
  }
  function press(conversation: string, { id, content }: Standing, title: string, inputs: object = {}) {
    const button = seen(content).buttons.find((one) => one.title === title)!;
    const { type, verb, data } = button.execute;
    return invoke(conversation, id, { action: { type, verb, data: { ...data, ...inputs } }, trigger: 'manual' });
  }
  /** What a client gets that looks at the card. */
  async function looks(conversation: string, { id, content }: Standing) {
    const { action } = content.refresh as { action: object };
    return invoke(conversation, id, { action, trigger: 'automatic' });
  }
  const rows = async () => (await teams.rows()).activities;
  const LOST =
    'I lost the private key of www.example.co.uk, ordered and lost on 12 May 2026, secure server, no backup, same name, nothing changes';
  async function atSummary(): Promise<{ conversation: string; summary: Standing }> {
    const conversation = chat();
    await says(conversation, LOST);
    for (let asked = 0; asked < 6; asked += 1) {
      const card = newest(conversation);
      if (titles(card.content).includes('Change')) return { conversation, summary: card };
      const { buttons, dates } = seen(card.content);
      const pick = buttons.find(isPick);
      if (pick && dates[0]) await press(conversation, card, pick.title, { [dates[0].id]: '2026-05-12' });
      else await press(conversation, card, titles(card.content).includes('No') ? 'No' : titles(card.content)[0]!);
    }
    throw new Error('no summary came');
  }

  test('a summary that was agreed to shows so at once, to whoever presses, and again however often', async () => {
    const { conversation, summary } = await atSummary();
    expect(titles(summary.content)).toEqual(expect.arrayContaining(['Change', 'Yes', 'No']));
    const first = await press(conversation, summary, 'Yes');
    expect(first).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(titles(first.value)).toEqual([]);
    expect(seen(first.value).texts.at(-1)).toBe('✓ Yes');
    // What it says of the matter stays.
    expect(seen(first.value).texts.slice(0, -1)).toEqual(seen(summary.content).texts);
    const before = await rows();
    expect(await press(conversation, summary, 'Yes')).toEqual(first);
    expect(await looks(conversation, summary)).toEqual(first);
    expect(await rows()).toEqual(before);
  });

  test('a summary that was answered in words stands decided for the client that looks again', async () => {
    const { conversation, summary } = await atSummary();
    expect(titles((await looks(conversation, summary)).value)).toEqual(titles(summary.content));
    await says(conversation, 'yes');
    expect(titles((await looks(conversation, summary)).value)).toEqual([]);
  });

  test('a step keeps the moves that were not made', async () => {
    const conversation = chat();
    await says(conversation, 'How do I back up on IIS 5?');
    const step = newest(conversation);
    const answer = await press(conversation, step, 'Done');
    expect(titles(answer.value)).toEqual(titles(step.content).filter((title) => title !== 'Done'));
    expect(seen(answer.value).texts.at(-1)).toBe('✓ Done');
    expect(answer.value.refresh).toEqual(step.content.refresh);
  });

  test('how a case stands is said anew whenever it comes into view', async () => {
    const conversation = chat();
    await says(conversation, 'talk to a person');
    await says(conversation, 'My case');
    const all = [...connector.threads.get(conversation)!.values()];
    const { id, attachments, text } = all.find(
      (one) => one.attachments?.[0]?.content.refresh && !titles(one.attachments[0].content).length,
    )!;
    const standing = { id, content: attachments![0]!.content };
    expect(text).toBeUndefined();
    const before = seen(standing.content).texts.join();
    const [, caseId = ''] = /(C-\w{6})/.exec(before)!;
    expect((await looks(conversation, standing)).value).toEqual(standing.content);
    const ben = await agent(teams.service);
    await ben.post(`cases/${caseId}/claim`);
    const { value } = await looks(conversation, standing);
    const after = seen(value).texts.join();
    expect(after).not.toBe(before);
    expect(after).toContain(`${caseId} is with ${ben.name}`);
    expect(value.refresh).toEqual(standing.content.refresh);
  });

  test('a card asks for the one whose chat it is, and in a group for nobody', async () => {
    const conversation = chat();
    await says(conversation, 'How do I back up on IIS 5?');
    const { refresh } = newest(conversation).content as { refresh: { userIds: string[] } };
    expect(refresh.userIds).toEqual([around().from.id]);
    const GROUP = '19:group@thread.v2';
    connector.threads.set(GROUP, new Map());
    const { id: bot } = around().recipient;
    await teams.post({
      ...message('<at>Certificates</at> How do I back up on IIS 5?', GROUP),
      ...{
        conversation: {
          id: GROUP,
          conversationType: 'groupChat',
          isGroup: true,
          tenantId: around().conversation.tenantId,
        },
      },
      entities: [{ type: 'mention', text: '<at>Certificates</at>', mentioned: { id: bot } }],
    });
    await teams.service.outbox.idle();
    expect(newest(GROUP).content).not.toHaveProperty('refresh');
  });

  test.each([
    ['an activity that is not there', 9_999],
    ["the customer's own", 2],
    ['no number', 'x'],
  ])('who asks how the card of %s stands is told nothing, and nothing is kept', async (_, card) => {
    const conversation = chat();
    await says(conversation, 'hello');
    const before = await teams.rows();
    const action = { type: 'Action.Execute', verb: 'certdesk.refresh', data: { certdesk: { card } } };
    expect(await invoke(conversation, undefined, { action, trigger: 'automatic' })).toMatchObject({ statusCode: 400 });
    expect(await teams.rows()).toEqual(before);
  });

  test("another chat's card is none of this one's", async () => {
    const [conversation, other] = [chat(), chat()];
    await says(conversation, 'How do I back up on IIS 5?');
    await says(other, 'hello');
    expect(await looks(other, newest(conversation))).toMatchObject({ statusCode: 400 });
  });
});
