import { ConversationQueue, Overloaded } from '../../src/turn/queue.js';

describe("a conversation's line", () => {
  test('runs one after another in the order of arrival, others beside it', async () => {
    const queue = new ConversationQueue({ each: 10, all: 20 });
    const order: string[] = [];
    const work = (name: string, ms: number) => async () => {
      order.push(`${name} begins`);
      await new Promise((later) => setTimeout(later, ms));
      order.push(`${name} ends`);
      if (name === 'a1') throw new Error('fault');
    };
    const runs = [queue.run('a', work('a1', 20)), queue.run('a', work('a2', 1)), queue.run('b', work('b1', 1))];
    const settled = await Promise.allSettled(runs);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(order).toEqual(['a1 begins', 'b1 begins', 'b1 ends', 'a1 ends', 'a2 begins', 'a2 ends']);
    expect(queue.size).toBe(0);
  });

  test('refuses at once what could not be served in time', async () => {
    const queue = new ConversationQueue({ each: 2, all: 3 });
    const slow = () => new Promise((later) => setTimeout(later, 20));
    const runs = [
      queue.run('a', slow),
      queue.run('a', slow),
      queue.run('a', slow),
      queue.run('b', slow),
      queue.run('c', slow),
    ];
    const settled = await Promise.allSettled(runs);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
    expect(
      settled
        .filter((one) => one.status === 'rejected')
        .every((one) => (one as PromiseRejectedResult).reason instanceof Overloaded),
    ).toBe(true);
  });
});
