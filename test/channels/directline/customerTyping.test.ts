import { CustomerTyping, isTypingSign } from '../../../src/channels/directline/customerTyping.js';

test.each([
  [{ type: 'typing' }, true],
  [{ type: 'typing', from: { id: 'x' }, text: 'half a word' }, true],
  [{ type: 'message', text: 'typing' }, false],
  ['typing', false],
  [null, false],
])('%j is a sign of typing: %s', (json, is) => expect(isTypingSign(json)).toBe(is));

describe('a customer who types', () => {
  const told: string[] = [];
  const typing = () => new CustomerTyping((conversation) => told.push(conversation));
  const owned = async () => true;
  beforeEach(() => told.splice(0));

  test('is told of once a second, however many signs come', async () => {
    const signs = typing();
    for (let n = 0; n < 20; n += 1) await signs.heard('directline/a', owned);
    await signs.heard('directline/b', owned);
    expect(told).toEqual(['directline/a', 'directline/b']);
  });

  test('is not told of while no agent answers', async () => {
    await typing().heard('directline/a', async () => false);
    expect(told).toEqual([]);
  });
});
