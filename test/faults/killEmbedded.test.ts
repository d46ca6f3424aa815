import { endServices } from '../service.js';
import type { Faults } from './faultyService.js';
import { Killing, killOften } from './killing.js';

afterAll(endServices);

test('killed at every statement and at random moments, the service keeps what it acknowledged', async () => {
  const killing = new Killing();
  try {
    expect(await killOften(killing, 0)).toEqual({ faults: [], missed: [], undelivered: 0 });
    expect(killing.acknowledged).toBeGreaterThan(20);
  } finally {
    await killing.end();
  }
}, 900_000);

/** One conversation with a service that dies once, a defence taken away. @returns what is wrong afterwards */
async function dyingWithout(defence: 'deduplication' | 'transaction', strike: Faults['strike']): Promise<string> {
  const killing = new Killing();
  try {
    const off = [defence];
    const first = await killing.start({ off, strike });
    killing.talk(1);
    await first.gone;
    await killing.start({ off });
    return (await killing.finish()).join('\n');
  } finally {
    await killing.end();
  }
}

test('control: without deduplication a message that is sent again is taken in again', async () => {
  const strike = { at: 'commit', behind: 'insert into "inbox"', when: 'after', nth: 4 } as const;
  expect(await dyingWithout('deduplication', strike)).toMatch(/^doubled/m);
}, 60_000);

test('control: without a transaction an acknowledged message is lost', async () => {
  expect(await dyingWithout('transaction', { at: 'insert into "inbox"', when: 'after', nth: 4 })).toMatch(/^lost/m);
}, 60_000);
