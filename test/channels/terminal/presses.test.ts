import type { Activity } from 'botbuilder';
import { botOf, type Matching, opened } from '../../bot/bot.js';
import { actionOf } from '../../bot/page.js';

let matching: Matching;
beforeAll(async () => {
  matching = await opened();
}, 180_000);

/** A conversation of a program in the terminal's place, up to the question for the order date. */
async function atDate() {
  const { channel } = botOf(matching);
  let last: Partial<Activity> | undefined;
  for (const text of ['I lost the private key of www.example.com', 'no backup', 'class 3'])
    last = (await channel.say({ text })).replies.at(-1);
  return { channel, pick: actionOf(last, 'pick').data };
}

test('a day picked on a card is the message that the customer would have typed', async () => {
  const { channel, pick } = await atDate();
  const typed = await (await atDate()).channel.say({ text: '3 May 2026' });
  const picked = await channel.say({ value: { ...pick, date: '2026-05-03' } });
  expect(picked).toMatchObject({ facts: typed.facts, expecting: typed.expecting });
  expect(picked.facts).toMatchObject({ orderDate: '2026-05-03' });
  expect(picked.replies.map(({ text }) => text)).toEqual(typed.replies.map(({ text }) => text));
});

test.each(['2026-02-30', '3 May 2026', '', undefined])('a picked %j is refused', async (date) => {
  const { channel, pick } = await atDate();
  await expect(channel.say({ value: { ...pick, date } })).rejects.toThrow('value.date: must be a calendar day');
});

test('a value that is no press of ours is no message', async () => {
  const { channel } = await atDate();
  expect((await channel.say({ text: '3 May 2026', value: { date: '2026-05-04' } })).facts).toMatchObject({
    orderDate: '2026-05-03',
  });
});
