import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sessionIn } from './deskClient.js';

test('serve prints links behind the line that says that it is ready, each for an agent of its own', async () => {
  const data = mkdtempSync(join(tmpdir(), 'certdesk-links-'));
  const environment = { PORT: '0', HOST: '127.0.0.1', CERTDESK_DATA: data, CERTDESK_DESK_LINK: '1', DATABASE_URL: '' };
  const child = spawn(process.execPath, [join(__dirname, '..', '..', 'dist', 'main.js'), 'serve'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) if (lines.push(line) === 3) break;
  expect(lines[0]).toMatch(/^certdesk is ready: http:\/\/127\.0\.0\.1:\d+\/chat$/);
  const links = lines.slice(1).map((line) => /^desk: (http:\S+\/desk\/sign-in\?link=[\w-]{43})$/.exec(line)?.[1] ?? '');
  const names = [];
  for (const link of links) {
    const cookie = sessionIn(await fetch(link));
    const frame = await fetch(new URL('/desk/api/frame', link), { headers: { cookie } });
    names.push(((await frame.json()) as { me: { name: string } }).me.name);
  }
  expect(names).toEqual(['Local agent 1', 'Local agent 2']);
  child.kill();
  rmSync(data, { recursive: true, force: true });
});
