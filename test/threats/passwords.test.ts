import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endServices, startService } from '../service.js';

/** Nothing else in the service, its files or its logs has these signs. */
const CANARY = 'Kanarien7vogel';

const forms = [
  `the password is ${CANARY}`,
  `pfx password: ${CANARY}`,
  `pw=${CANARY}`,
  `passphrase ${CANARY}`,
  `its password was ${CANARY}`,
  `the password of the backup is still ${CANARY} and nobody else has it`,
  `Passwort: ${CANARY}`,
  `${CANARY} is the pass phrase`,
  `I tried "${CANARY}" but the password is refused`,
  `openssl rsa -passin pass:${CANARY}`,
];
/** Given as answers to "Do you have a backup of it, and the backup's password?". */
const answers = [CANARY, `yes, ${CANARY}`, `"${CANARY}"`, `it's ${CANARY}`];

test('passwords in chat: none that is said or given as an answer is in a reply, a file or a log', async () => {
  const data = mkdtempSync(join(tmpdir(), 'certdesk-passwords-'));
  const service = await startService({ data, env: { CERTDESK_LOG: 'debug' } });
  const ask = async (path: string, body?: unknown, token?: string) => {
    const response = await fetch(`${service.url}/v3/directline${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.text();
  };
  try {
    const { conversationId, token } = JSON.parse(await ask('/tokens/generate', {})) as {
      conversationId: string;
      token: string;
    };
    const path = `/conversations/${conversationId}/activities`;
    const say = (text: string) => ask(path, { type: 'message', text }, token);
    for (const text of forms) await say(text);
    await say('I lost the private key of www.example.com');
    for (const text of answers) {
      await say(text);
      await say('start over');
      await say('I lost the private key of www.example.com');
    }
    await ask(path, { type: 'message', text: 'a form', value: { password: CANARY } }, token);
    const history = await ask(path, undefined, token);
    expect(history.match(/looks like a password/g)!.length).toBeGreaterThanOrEqual(forms.length + answers.length);
    await service.stop();
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = files.map((entry) =>
      readFileSync(join(entry.parentPath ?? entry.path, entry.name)).toString('latin1'),
    );
    expect(kept.join('')).toContain('www.example.com');
    for (const where of [...kept, service.logs(), history]) expect(where).not.toContain(CANARY);
  } finally {
    await endServices();
    rmSync(data, { recursive: true, force: true });
  }
}, 60_000);
