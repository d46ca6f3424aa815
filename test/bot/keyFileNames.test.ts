import { isKeyFileName } from '../../src/bot/keyFileNames.js';
import { databases, type OpenedService, openedService } from '../openedService.js';

test.each([
  ...['server.key', 'SERVER.KEY', 'www.example.com.pem', 'backup.pfx', 'old.P12', 'my.p8', 'code.pk8', 'x.pvk'],
  ...['trust.jks', 'trust.jceks', 'a.keystore', 'putty.ppk', 'id_rsa', 'my-id_ed25519', 'id_ecdsa_sk', ' server.key '],
  ...['server.key.txt', 'server.key.bak', 'backup.pfx.zip', 'key.pem.old', 'server.key.gz'],
])('%s may well hold a private key', (name) => {
  expect(isKeyFileName(name)).toBe(true);
});

test.each([
  ...['server.csr', 'server.crt', 'server.cer', 'chain.p7b', 'notes.txt', 'id_rsa.pub', 'keys', 'monkey', 'key.txt'],
  ...['pfx', 'backup.pfx.docx', 'grid_rsa2', 'public.key.pub', 'letter.pdf', '', 'x.keynote', 'server.keys.csv'],
])('%s does not say so', (name) => {
  expect(isKeyFileName(name)).toBe(false);
});

describe.each(databases.slice(0, 1))('a file in the web chat (%s)', (kind) => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService(kind);
  }, 180_000);
  afterAll(() => service.stop());

  const send = async (name: string, text: string) => {
    const { path, token } = await service.customer();
    const attachments = [{ contentType: 'application/octet-stream', name }];
    const body = { type: 'message', text, from: { id: 'me' }, attachments };
    expect((await service.ask('POST', `${path}/activities`, { token, body })).status).toBe(200);
    const { activities } = (await service.ask('GET', `${path}/activities`, { token })).body;
    return (activities as { from: { role: string }; text?: string }[])
      .filter(({ from }) => from.role === 'bot')
      .slice(1)
      .map(({ text: said }) => said ?? '');
  };

  test("a key's by its name: what to do with the key, and nothing of Teams", async () => {
    const [only, ...others] = await send('server.key', '');
    expect(only).toMatch(/By its name.*compromised/);
    expect([others, only!.includes('OneDrive')]).toEqual([[], false]);
  });

  test('the words beside it are answered all the same', async () => {
    const said = await send('server.key', 'what is the fax number?');
    expect(said[0]).toMatch(/By its name/);
    expect(said.slice(1).join()).toMatch(/fax/i);
  });

  test('another file: it can not be read here', async () => {
    expect(await send('server.csr', '')).toEqual([expect.stringMatching(/can't read attachments/)]);
  });
});
