// Makes docs/images/teams-*.png anew, in Chromium: a part of `npm run screenshots`. One is Microsoft's Agents Playground with
// the real service behind it; the other is a card that the agents' channel posts, drawn by the renderer of Web Chat.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromiumFiles from '@sparticuz/chromium';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const project = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const images = join(project, 'docs', 'images');
// In the project, so that its packages are found from there.
const made = join(project, 'dist', '.teams-fixture');
const data = mkdtempSync(join(tmpdir(), 'certdesk-screenshots-'));
mkdirSync(images, { recursive: true });
await build({
  ...{
    entryPoints: ['playground', 'agentsDesk'].map((name) => join(project, 'test', 'teams', `${name}.ts`)),
    outdir: made,
  },
  ...{ bundle: true, platform: 'node', format: 'cjs', packages: 'external', outExtension: { '.js': '.cjs' } },
  plugins: [{ name: 'where it was', setup: (build) => build.onLoad({ filter: /(?:src|test)\/.*\.ts$/ }, whereItWas) }],
});
const require = createRequire(import.meta.url);
const { PlaygroundPage, startPlayground } = require(join(made, 'playground.cjs'));
const { anna, openAgentsDesk } = require(join(made, 'agentsDesk.cjs'));
// The renderer that Web Chat carries is its own: other packages bring older ones.
const ofWebChat = createRequire(require.resolve('botframework-webchat'));
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const browser = await chromium.launch({ executablePath: await chromiumFiles.executablePath(), headless: true, args });

/** What the customer of the case has said. */
const said = [
  'I lost the private key of www.example.co.uk, the secure server one, no backup',
  'on 4 May 2026',
  'the same',
  'no',
  'yes',
  'The shop is down until then. Can I talk to somebody, please?',
];

try {
  await verdict();
  await caseCard();
} finally {
  await browser.close();
  for (const folder of [made, data]) rmSync(folder, { recursive: true, force: true });
}

/** A source whose files are found where they are beside it, and not beside what is made of it. */
function whereItWas({ path }) {
  const contents = readFileSync(path, 'utf8').replaceAll('__dirname', JSON.stringify(dirname(path)));
  return { contents, loader: 'ts' };
}

/** The Playground with a summary that was agreed to and the verdict. */
async function verdict() {
  const service = spawn(process.execPath, [join(project, 'dist', 'main.js'), 'serve'], {
    cwd: project,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '', CERTDESK_DATA: data },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await new Promise((ready, failed) => {
    let said = '';
    service.stdout.on('data', (text) => {
      said += text;
      const there = /ready: (https?:\/\/[^\s/]+)/.exec(said)?.[1];
      if (there) ready(there);
    });
    service.once('close', () => failed(new Error(`the service ended: ${said}`)));
  });
  const playground = await startPlayground(address, await freePort());
  try {
    const chat = await PlaygroundPage.open(browser, playground, { width: 1280, height: 900 });
    await chat.hears("Hello, I'm the certificate assistant");
    await chat.write('I lost the private key of www.example.co.uk, the secure server one, no backup');
    await chat.hears('When did you order');
    await chat.write(new Date(Date.now() - 6 * 86_400_000).toISOString().slice(0, 10));
    await chat.hears('Which host name should the new certificate have?');
    await chat.press('The same (www.example.co.uk)');
    await chat.hears('Will anything else in the certificate change');
    await chat.press('No');
    await chat.hears('Is that right?');
    await chat.press('Yes');
    await chat.hears('This is provisional.');
    await shoot('playground', chat.page);
  } finally {
    await playground.stop();
    service.kill('SIGTERM');
    await new Promise((gone) => service.once('close', gone));
  }
}

/** What the agents' channel posts of a case, as its connector was given it. */
async function caseCard() {
  const desk = await openAgentsDesk('embedded');
  try {
    const agents = desk.replica('r1');
    desk.use(agents);
    desk.connector.members.set(anna.id, { ...anna, email: null });
    await agents.channel.take(desk.installed);
    for (const text of said) await desk.says(text);
    await agents.idle();
    const [[name, thread]] = [...desk.connector.threads];
    const { case: open } = await desk.caseNow();
    await agents.channel.take(desk.press(anna, 'claim', { case: open.id }, name));
    await agents.channel.take(desk.message(anna, 'Hello, I have your order here. Is the letter on its way?', name));
    await desk.says('yes, faxed ten minutes ago');
    for (const part of [agents.channel, agents]) await part.idle();
    desk.pass(7 * 60_000);
    await desk.replica('r2').idle();
    const [card, ...lines] = [...thread.values()];
    const page = await browser.newPage({ viewport: { width: 820, height: 640 }, deviceScaleFactor: 1.5 });
    await page.setContent(teamsPage());
    await page.addScriptTag({ path: ofWebChat.resolve('adaptivecards/dist/adaptivecards.min.js') });
    await page.addScriptTag({ path: ofWebChat.resolve('markdown-it/dist/markdown-it.min.js') });
    await page.evaluate(draw, [card.attachments[0].content, lines.map(({ text }) => text ?? '').slice(-2)]);
    await shoot('case', page, '.post');
  } finally {
    await desk.remove();
  }
}

/** In the browser: the card, and beneath it what was said last. */
function draw([content, lines]) {
  /* global AdaptiveCards, markdownit, document */
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownit().render(text);
    result.didProcess = true;
  };
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig({
    fontFamily: 'Segoe UI, system-ui, sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    containerStyles: { default: { foregroundColors: { attention: { default: '#c4314b' } } } },
    actions: { actionsOrientation: 'horizontal', buttonSpacing: 8, actionAlignment: 'left', maxActions: 6 },
    factSet: { title: { weight: 'bolder', maxWidth: 170 }, spacing: 16 },
  });
  card.parse(content);
  document.querySelector('.card').append(card.render());
  for (const line of lines) {
    const said = document.createElement('div');
    said.className = 'line';
    said.innerHTML = markdownit({ breaks: true }).render(line);
    document.querySelector('.lines').append(said);
  }
}

function teamsPage() {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>
body{margin:0;background:#f5f5f5;font:14px/20px Segoe UI,system-ui,sans-serif;color:#242424}.post{padding:20px 24px;background:#f5f5f5}
.box{background:#fff;border-radius:6px;box-shadow:0 1px 3px #0003;padding:16px 20px}.who{display:flex;align-items:center;gap:10px;margin-bottom:10px;font-weight:600}
.who i{width:32px;height:32px;border-radius:16px;background:#5b5fc7;color:#fff;font:600 13px/32px system-ui;text-align:center}.who small{font-weight:400;color:#616161}
.card{border:1px solid #e0e0e0;border-radius:6px;padding:2px}.lines{border-top:1px solid #e0e0e0;margin-top:14px;padding-top:4px}.line{padding:6px 0 0 42px}.line p{margin:0 0 4px}
.line blockquote{margin:4px 0;padding-left:10px;border-left:3px solid #c7c7c7}.ac-textBlock p{margin:0}.ac-actionSet{flex-wrap:wrap;row-gap:8px}
.ac-pushButton{font:600 14px/20px Segoe UI,system-ui,sans-serif;padding:5px 12px;border:1px solid #d1d1d1;border-radius:4px;background:#fff;color:#242424}
.ac-pushButton.style-positive{background:#5b5fc7;border-color:#5b5fc7;color:#fff}</style>
<div class="post"><div class="box"><div class="who"><i>CS</i>Certificate support <small>Cases</small></div><div class="card"></div><div class="lines"></div></div></div>`;
}

/** The address of a port that nobody listens on just now. */
async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function shoot(name, page, part) {
  await page.waitForTimeout(1000);
  const path = join(images, `teams-${name}.png`);
  await (part ? page.locator(part) : page).screenshot({ path });
  process.stdout.write(`${path} ${statSync(path).size}\n`);
}
