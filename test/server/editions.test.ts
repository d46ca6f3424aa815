import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/failure.js';
import { databases, type OpenedService, openedService } from '../openedService.js';

const ASKED = 'Which certificate was it?';
const REWORDED = 'Which of our certificates was it?';
const project = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'certdesk-edition-'));
const form = join(folder, 'dialogs', 'replacement.yaml');

let service: OpenedService;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the customer is told. */
async function say({ path, token }: { path: string; token: string }, text: string): Promise<string> {
  const { body } = await service.ask('POST', `${path}/activities`, { token, body: { type: 'message', text } });
  const [, number = ''] = /\|(\d+)$/.exec(body.id) ?? [];
  const { body: page } = await service.ask('GET', `${path}/activities?watermark=${Number(number)}`, { token });
  return page.activities.map((activity: { text?: string }) => activity.text ?? '').join('\n');
}

describe.each(databases)('editions of the knowledge, on the %s database', (kind) => {
  const asShipped = () => cpSync(join(project, 'knowledge'), folder, { recursive: true });
  beforeAll(async () => {
    asShipped();
    service = await openedService(kind, { knowledgeFolder: folder });
  }, 120_000);
  afterAll(() => service.stop());
  beforeEach(async () => {
    asShipped();
    await service.renewKnowledge();
  }, 120_000);

  const change = (from: string, to: string) => writeFileSync(form, readFileSync(form, 'utf8').replaceAll(from, to));

  test('a form goes on with the edition that it began with; what begins later has the new one', async () => {
    expect(await service.renewKnowledge()).toBe(false);
    const [mine, theirs] = [await service.customer(), await service.customer()];
    await say(mine, 'I lost the private key of www.example.com');
    change(ASKED, REWORDED);
    expect(await service.renewKnowledge()).toBe(true);
    expect(await say(mine, 'no backup')).toContain(ASKED);
    await say(theirs, 'I lost the private key of www.example.com');
    expect(await say(theirs, 'no backup')).toContain(REWORDED);
    // Once the form is done its conversation has the new one as well.
    await say(mine, 'cancel');
    await say(mine, 'yes');
    await say(mine, 'I lost the private key of www.example.com');
    expect(await say(mine, 'no backup')).toContain(REWORDED);
    // Taken back, it is the edition before.
    change(REWORDED, ASKED);
    expect(await service.renewKnowledge()).toBe(true);
    expect(await say(mine, 'class 3')).not.toBe('');
    const back = await service.customer();
    await say(back, 'I lost the private key of www.example.com');
    expect(await say(back, 'no backup')).toContain(ASKED);
  }, 120_000);

  test('knowledge that cannot be used changes nothing, and says what is wrong with it', async () => {
    const customer = await service.customer();
    change('kind: choice', 'kind: chioce');
    const renewing = service.renewKnowledge();
    await expect(renewing).rejects.toBeInstanceOf(Failure);
    await expect(renewing).rejects.toThrow(/replacement\.yaml.*chioce/s);
    await say(customer, 'I lost the private key of www.example.com');
    expect(await say(customer, 'no backup')).toContain(ASKED);
  }, 120_000);

  test('while another edition is learned customers are answered', async () => {
    const customer = await service.customer();
    change(ASKED, REWORDED);
    const renewing = service.renewKnowledge();
    expect(await say(customer, 'what does it cost?')).toMatch(/free/);
    await renewing;
  }, 120_000);
});
