import { TOKEN_SECONDS, Tokens } from '../../../src/channels/directline/tokens';

const holder = { userId: 'dl_somebody', conversationId: 'a-conversation' };
let at: Date;
let tokens: Tokens;

beforeEach(() => {
  at = new Date('2026-05-20T12:00:00Z');
  tokens = new Tokens({ ours: ['0123456789abcdefghijklmnopqrstuvwxyz'], signIn: null }, () => at);
});

describe('a token that was checked before', () => {
  test("is still the same holder's", async () => {
    const token = await tokens.issue('directline', holder);
    const first = await tokens.read('directline', token);
    expect(first).toMatchObject(holder);
    expect(await tokens.read('directline', token)).toEqual(first);
  });

  test('expires all the same', async () => {
    const token = await tokens.issue('directline', holder);
    expect(await tokens.read('directline', token)).not.toBeNull();
    at = new Date(at.getTime() + TOKEN_SECONDS * 1000 - 1);
    expect(await tokens.read('directline', token)).not.toBeNull();
    at = new Date(at.getTime() + 1);
    expect(await tokens.read('directline', token)).toBeNull();
  });

  test('is still for one purpose only, and to the letter', async () => {
    const token = await tokens.issue('directline', holder);
    expect(await tokens.read('directline', token)).not.toBeNull();
    expect(await tokens.read('resume', token)).toBeNull();
    const [head, claims, signature = ''] = token.split('.');
    expect(await tokens.read('directline', [head, claims, [...signature].reverse().join('')].join('.'))).toBeNull();
  });
});
