import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

/** The Agents Playground as a process of its own, for one service. */
export interface Playground {
  address: string;
  stop(): Promise<void>;
}

/** Starts the Playground as its package has it. @param service where it listens @param port a free one */
export async function startPlayground(service: string, port: number): Promise<Playground> {
  // It writes files of its own to where it is started.
  const folder = mkdtempSync(join(tmpdir(), 'certdesk-playground-'));
  const program = join(dirname(require.resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');
  const words = ['start', '-e', `${service}/api/messages`, '-c', 'msteams', '-p', `${port}`, '--disable-telemetry'];
  const child = spawn(process.execPath, [program, ...words], {
    ...{ cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] },
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  const stop = async () => {
    end();
    await gone;
    process.off('exit', end);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { address: `http://127.0.0.1:${await listening(child)}`, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    child.stdout!.on('data', (text: Buffer) => {
      said += text;
      const port = /Listening on (\d+)/.exec(said)?.[1];
      if (port) found(port);
    });
    child.once('close', () => failed(new Error(`the Playground ended: ${said}`)));
  });
}

/** The Playground's page, as a person uses it; what the page's log says is put away. */
export class PlaygroundPage {
  private constructor(readonly page: Page) {}

  static async open(browser: Browser, { address }: Playground, viewport: { width: number; height: number }) {
    const page = await browser.newPage({ viewport });
    await page.goto(address);
    await page.getByRole('button', { name: 'Hide log panel' }).click();
    return new PlaygroundPage(page);
  }

  /** Text that is written and sent. */
  async write(text: string): Promise<void> {
    await this.box().click();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
  }

  /** A message with the bot's name chosen from the list that opens behind @. */
  async mention(text: string): Promise<void> {
    await this.box().click();
    await this.page.keyboard.type('@Tes');
    await this.page.getByRole('menuitem', { name: 'Test Bot' }).click();
    await this.page.keyboard.insertText(` ${text}`);
    const post = this.page.getByRole('button', { name: 'Post', exact: true });
    if (await post.isVisible()) await post.click();
    else await this.page.keyboard.press('Enter');
  }

  /** Presses the newest button of that name. */
  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).last().click();
  }

  /** Goes to the chat or channel of that name. */
  async go(name: string): Promise<void> {
    await this.page.getByRole('treeitem', { name }).click();
  }

  /** Paragraphs of the bot's messages and cards in which this is said, oldest first. */
  said(text: string | RegExp): Locator {
    return this.page.getByRole('paragraph').filter({ hasText: text });
  }

  /** Waits until the bot has said this, so often by now. */
  async hears(text: string | RegExp, times = 1): Promise<void> {
    await this.said(text)
      .nth(times - 1)
      .waitFor();
  }

  /** One of “Mock an Activity”, with more in it than it offers: of a name that is there twice JSON takes the last. */
  async mock(what: string, more: object = {}): Promise<void> {
    const { keyboard } = this.page;
    await this.page.getByRole('button', { name: 'Mock an Activity' }).click();
    await this.page.getByText(what, { exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: what });
    await dialog.locator('.view-lines').waitFor({ state: 'attached' });
    if (Object.keys(more).length > 0) {
      await dialog.getByRole('textbox').focus();
      await keyboard.press('ControlOrMeta+End');
      await keyboard.press('Backspace');
      await keyboard.insertText(`,${JSON.stringify(more).slice(1)}`);
    }
    await dialog.getByRole('button', { name: 'Send activity' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** An activity of the person's. */
  custom = (activity: object): Promise<void> => this.mock('Custom activity', activity);

  private box(): Locator {
    return this.page.getByRole('textbox').first();
  }
}
