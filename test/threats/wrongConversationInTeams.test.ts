import type { Reference, TeamsReferences } from '../../src/channels/teams/reference.js';
import type { Database } from '../../src/storage/database.js';
import { openedDatabase } from '../openedDatabase.js';
import { seeded } from '../seeded.js';
import { FakeConnector } from '../teams/fakeConnector.js';
import { commit, outward, Places, replyIn } from '../teams/outward.js';

const MOST = 1000;
const CONVERSATIONS = 200;

let database: Database;
let remove: () => Promise<void>;
let fake: FakeConnector;
beforeEach(async () => {
  ({ database, remove } = await openedDatabase('embedded'));
  fake = await new FakeConnector({ seed: 11 }).open();
});
afterEach(async () => {
  await fake.close();
  await remove();
});

/** 200 conversations: the same people in several, and ids of conversations that differ by their tenant alone. */
function placed(): Places {
  const places = new Places();
  for (let n = 0; n < CONVERSATIONS; n += 1)
    places.put(fake.serviceUrl(`tenant${n % 20}`), `tenant${n % 20}`, `a:${Math.floor(n / 20)}`, `29:user${n % 7}`);
  return places;
}

/** Sends a thousand replies that name their conversation, mixed. @returns those that came to another, or to none */
async function crossed(places: Places, references: Pick<TeamsReferences, 'find'>): Promise<string[]> {
  const conversations = [...places.all.keys()];
  const random = seeded(5);
  const rows = Array.from({ length: MOST }, (_, n) => {
    const conversation = conversations[n % CONVERSATIONS]!;
    return replyIn(conversation, Math.floor(n / CONVERSATIONS) + 1, { text: `canary ${conversation} ${n}` });
  });
  await commit(database, rows);
  const { outbox, close } = outward(database, { places: references, allowed: () => true, inTimeMs: 30_000 });
  const mixed = rows.map((row) => ({ row, at: random() })).sort((one, other) => one.at - other.at);
  await Promise.all(mixed.map(({ row }) => outbox.send('msteams', { conversation: row.conversation, rows: [row] })));
  const left = () => database.read.selectFrom('outbox').select('seq').execute();
  while ((await left()).length > 0) {
    await new Promise((later) => setTimeout(later, 200));
    await outbox.sweep();
  }
  await outbox.stop();
  close();
  const came = fake.came.map(({ path, conversation, body }) => {
    const [, tenant] = path.split('/');
    return { there: `msteams/${tenant}/${conversation}`, text: body?.text ?? '', tenant: body?.conversation?.tenantId };
  });
  expect(new Set(came.map(({ text }) => text)).size).toBe(MOST);
  return came.flatMap(({ there, text, tenant }) =>
    text.startsWith(`canary ${there} `) && there.startsWith(`msteams/${tenant}/`) ? [] : [`${text} came to ${there}`],
  );
}

test('39: of 1,000 replies of 200 conversations, sent at once, none comes to another', async () => {
  const places = placed();
  expect(await crossed(places, places)).toEqual([]);
}, 120_000);

test('39: with references by their user alone some do: the control', async () => {
  const places = placed();
  const byUser = new Map<string | null, Reference>([...places.all.values()].map((place) => [place.userId, place]));
  const find = async (key: string) => {
    const own = places.all.get(key)!;
    const confused = byUser.get(own.userId)!;
    return { ...own, serviceUrl: confused.serviceUrl, tenantId: confused.tenantId };
  };
  expect(await crossed(places, { find })).not.toEqual([]);
}, 120_000);
