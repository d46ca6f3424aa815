import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineClient } from '../directLineClient.js';
import { endServices, type Service, startService } from '../service.js';
import { sayAll, script } from './dialogue.js';
import { broken, keptConversations, query } from './records.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'certdesk-folder-'));
});

afterEach(async () => {
  await endServices();
  rmSync(folder, { recursive: true, force: true });
});

/** A disk of that many megabytes in that folder. @returns false where this account may not make one */
function mountSmall(megabytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Fills what is left of the folder's disk. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w');
  const block = Buffer.alloc(4096, 1);
  try {
    for (;;) writeSync(descriptor, block);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOSPC') throw fault;
  } finally {
    closeSync(descriptor);
  }
}

test('a full disk: messages are refused, the records stay sound, and with room again the same process goes on', async () => {
  if (!mountSmall(16)) {
    process.stderr.write('Not tested: a full disk. Only root may mount a small one (tmpfs).\n');
    return;
  }
  try {
    const { url } = await startService({ data: folder });
    const client = await new DirectLineClient({ url: () => url }).start();
    await client.say('hello');
    fill(join(folder, 'filler'));
    const answers: number[] = [];
    for (let number = 0; number < 20; number += 1) {
      const message = {
        type: 'message',
        text: 'is the backup secret?',
        channelData: { clientActivityID: `full${number}` },
      };
      answers.push((await client.once('POST', `/conversations/${client.conversationId}/activities`, message)).status);
    }
    // The log of changes may have had some room left; once it is used up nothing is taken in any more.
    expect([answers.at(-1), answers.filter((status) => status !== 200 && status !== 503)]).toEqual([503, []]);
    expect((await fetch(`${url}/live`)).status).toBe(200);
    expect(await query({ folder }, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    rmSync(join(folder, 'filler'));
    for (let number = 0; number < 20; number += 1) await client.say('is the backup secret?', `full${number}`);
    const kept = (await keptConversations({ folder })).get(client.conversationId)!;
    expect(broken(client, kept)).toEqual([]);
    expect(kept.activities.filter(({ from }) => from.role === 'user')).toHaveLength(21);
    expect(await query({ folder }, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  } finally {
    await endServices();
    // The library that read the records past the service closes its files when it likes.
    execFileSync('umount', ['-l', folder]);
  }
}, 60_000);

test('two services on one folder lose nothing, even when one of them is killed', async () => {
  const services: Service[] = await Promise.all([0, 1].map(() => startService({ data: folder })));
  let turn = 0;
  const either = () => services[turn++ % services.length]!.url;
  const clients = await Promise.all(
    Array.from({ length: 8 }, () => new DirectLineClient({ url: either, patience: 6000 }).start()),
  );
  const talking = Promise.all(clients.map((client) => sayAll(client)));
  await new Promise((done) => setTimeout(done, 150));
  await services.pop()!.kill();
  await talking;
  const kept = await keptConversations({ folder });
  expect(clients.flatMap((client) => broken(client, kept.get(client.conversationId)))).toEqual([]);
  const scripts = clients.map(({ conversationId }) => script(kept.get(conversationId)!.activities).join('\n'));
  expect(new Set(scripts).size).toBe(1);
  expect(scripts[0]).toContain('Replaced free of charge');
}, 60_000);
