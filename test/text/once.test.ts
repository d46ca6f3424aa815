import { once } from '../../src/text/once.js';

test('what is made of the same thing is made once, `undefined` too; of another it is made anew', () => {
  const made: string[] = [];
  const nothing = once(({ name }: { name: string }) => void made.push(name));
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect([nothing(a), nothing(a), nothing(b)]).toEqual([undefined, undefined, undefined]);
  expect(made).toEqual(['a', 'b']);
});
