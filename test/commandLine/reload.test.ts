import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineClient } from '../directLineClient.js';
import { endServices, type Service, startService } from '../service.js';

const project = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'certdesk-reload-'));
const sayings = join(folder, 'sayings', 'conversation.yaml');

afterAll(async () => {
  await endServices();
  rmSync(folder, { recursive: true, force: true });
});

async function logged(service: Service, what: string): Promise<void> {
  while (!service.logs().includes(what)) await new Promise((later) => setTimeout(later, 50));
}

const greeted = async (service: Service) => {
  const client = await new DirectLineClient({ url: () => service.url }).start();
  return (await client.history())[0]?.text ?? '';
};

test('SIGHUP takes up the knowledge that changed; what cannot be used is logged and changes nothing', async () => {
  cpSync(join(project, 'knowledge'), folder, { recursive: true });
  const before = readFileSync(sayings, 'utf8');
  const program = [join(project, 'dist', 'main.js'), '--knowledge', folder, 'serve'];
  const service = await startService({ program });
  expect(await greeted(service)).toContain("I'm the certificate assistant");

  writeFileSync(sayings, before.replaceAll('the certificate assistant', 'your certificate assistant'));
  service.signal('SIGHUP');
  await logged(service, 'the knowledge is another edition now');
  expect(await greeted(service)).toContain("I'm your certificate assistant");

  service.signal('SIGHUP');
  await logged(service, 'the knowledge is as it was');

  writeFileSync(sayings, before.replace('controls:', 'contrls:'));
  service.signal('SIGHUP');
  await logged(service, "the knowledge can't be used; the edition before stays");
  expect(service.logs()).toContain('conversation.yaml');
  expect(await greeted(service)).toContain("I'm your certificate assistant");
  expect(await service.stop()).toBe(0);
}, 120_000);
