import { databases, type OpenedService, openedService } from '../../openedService.js';

interface Button {
  title: string;
  data: { certdesk: { press: string; says: string } };
}
interface Seen {
  id: string;
  text: string;
  from: { role: string };
  channelData?: { certdesk?: { card?: string }; postBack?: boolean };
  attachments?: { content: object }[];
}

/** Every submit button of a card, wherever it stands in it. */
function buttonsOf(card: unknown): Button[] {
  if (Array.isArray(card)) return card.flatMap(buttonsOf);
  if (typeof card !== 'object' || card === null) return [];
  const own = (card as { type?: string }).type === 'Action.Submit' ? [card as Button] : [];
  return [...own, ...Object.values(card).flatMap(buttonsOf)];
}

describe.each(databases)('buttons of cards, on the %s database', (kind) => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService(kind);
  }, 180_000);
  afterAll(() => service.stop());

  const talk = async () => {
    const { path, token } = await service.customer();
    const send = async (body: object) =>
      (await service.ask('POST', `${path}/activities`, { token, body })).body.id as string;
    const history = async () => (await service.ask('GET', `${path}/activities`, { token })).body.activities as Seen[];
    const button = async (title: string) => {
      const card = (await history()).findLast(({ attachments }) => attachments !== undefined)?.attachments?.[0]
        ?.content;
      const found = buttonsOf(card).find((one) => one.title === title);
      if (!found) throw new Error(`no button "${title}" on ${JSON.stringify(card)}`);
      return found;
    };
    // As Web Chat sends it: without words, each time under an id of its own.
    let sent = 0;
    const press = ({ data }: Button) => {
      sent += 1;
      return send({ type: 'message', value: data, channelData: { postBack: true, clientActivityID: `press-${sent}` } });
    };
    // As Web Chat sends a card with a field: what was put into it stands beside the button's own data.
    const pick = ({ data }: Button, date: unknown) => {
      const body = { type: 'message', value: { ...data, date }, channelData: { postBack: true } };
      return service.ask('POST', `${path}/activities`, { token, body });
    };
    return { send, history, button, press, pick };
  };

  test('a button pressed twice, also at once, acts once; the customer sees what they said by it', async () => {
    const { send, history, button, press } = await talk();
    await send({ type: 'message', text: 'How do I back up on IIS 5?' });
    const done = await button('Done');
    const before = (await history()).length;
    const ids = [...(await Promise.all([press(done), press(done)])), await press(done)];
    expect(new Set(ids).size).toBe(1);
    const after = (await history()).slice(before);
    expect(after.map(({ from, text }) => [from.role, text.includes('Step 2 of')])).toEqual([
      ['user', false],
      ['bot', true],
    ]);
    expect(after[0]).toMatchObject({ id: ids[0], text: 'Done' });
    expect(after[0]!.channelData?.postBack).toBeUndefined();
  });

  test('a button in the restored history still does what it says', async () => {
    const { send, history, button, press } = await talk();
    await send({ type: 'message', text: 'How do I back up on IIS 5?' });
    const done = await button('Done');
    await send({ type: 'message', text: 'cancel' });
    await send({ type: 'message', text: 'what is the fax number?' });
    await press(done);
    expect((await history()).at(-1)!.text).toContain('Step 2 of');
  });

  test('a picked day is the message that the customer would have typed; picked twice it is one, another day another', async () => {
    const { send, history, button, pick } = await talk();
    for (const text of ['I lost the private key of www.example.co.uk', 'no backup', 'class 3'])
      await send({ type: 'message', text });
    const before = (await history()).length;
    const ordered = await button('Take this day');
    const day = async (date: string) => (await pick(ordered, date)).body.id as string;
    const [first, twice] = [await day('2025-02-03'), await day('2025-02-03')];
    expect(twice).toBe(first);
    const said = (await history()).slice(before);
    expect(said.map(({ from }) => from.role)).toEqual(['user', 'bot']);
    expect(said[0]).toMatchObject({ id: first, text: '3 February 2025' });
    expect(await day('2025-02-04')).not.toBe(first);
    expect((await history()).at(-1)!.text).toContain('4 February 2025');
  });

  test.each([
    ['2026-02-30'],
    ['3 May 2026'],
    [''],
    [undefined],
    [null],
    [20260503],
    ['2026-05-03T00:00'],
    [['2026-05-03']],
  ])('a picked %j is refused, and nothing is said by it', async (date) => {
    const { send, history, button, pick } = await talk();
    for (const text of ['I lost the private key of www.example.co.uk', 'no backup', 'class 3'])
      await send({ type: 'message', text });
    const before = (await history()).length;
    const { status, body } = await pick(await button('Take this day'), date);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('value.date')]);
    expect((await history()).length).toBe(before);
  });

  test('"Change" on a row asks it again, pressed twice only once', async () => {
    const { send, history, button, press } = await talk();
    for (const text of [
      'I lost the private key of www.example.co.uk',
      'no backup',
      'class 3',
      '3 May 2026',
      'the same',
      'no',
    ])
      await send({ type: 'message', text });
    const change = await button('Change');
    expect(change.data.certdesk.says).toBe('Change: What happened');
    const ids = await Promise.all([press(change), press(change)]);
    expect(new Set(ids).size).toBe(1);
    const said = await history();
    expect(said.at(-2)).toMatchObject({ text: 'Change: What happened' });
    expect(said.at(-1)!.text).toContain('What happened to it?');
  });

  test('a summary that was corrected since is not confirmed by its old button', async () => {
    const { send, history, button, press } = await talk();
    for (const text of [
      'I lost the private key of www.example.co.uk, the secure server one, ordered 3 May 2026, no backup',
      'yes',
      'the same',
      'no',
    ])
      await send({ type: 'message', text });
    const yes = await button('Yes');
    await send({ type: 'message', text: 'sorry, it was ordered 3 January 2026' });
    await send({ type: 'message', text: 'yes' });
    await press(yes);
    const said = (await history()).map(({ text }) => text);
    expect(said.join('\n')).not.toContain('Replaced free of charge');
  });
});
