// Makes the browser's files: bundles of src/web and Web Chat's own, each under a name with its content's hash, with a .gz and a .br beside it,
// and files.json, which maps plain names to those.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { webChatFolder, webChatSettings } from './webChat/parts.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;

const settings = {
  bundle: true,
  minify: true,
  write: false,
  target: 'es2022',
  format: 'iife',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'error',
};

async function bundled(path) {
  const { outputFiles } = await build({ ...settings, entryPoints: [join(here, path)] });
  return Buffer.from(outputFiles[0].contents);
}

/** Web Chat from its own sources, without what the page doesn't use: see docs/decisions/0016. */
async function webChat() {
  const { outputFiles } = await build({ ...settings, jsxImportSource: undefined, ...webChatSettings });
  return Buffer.from(outputFiles[0].contents);
}

/**
 * @param {string} folder where the files go
 * @param {string} before the folder of the build before: what it has compressed already isn't compressed again
 */
export async function bundleWeb(folder, before) {
  mkdirSync(folder, { recursive: true });
  const made = {
    'chat.js': await bundled('chat/main.ts'),
    'chat.css': await bundled('chat/chat.css'),
    'widget.js': await bundled('widget/main.ts'),
    'desk.js': await bundled('desk/main.tsx'),
    'desk.css': await bundled('desk/desk.css'),
    'webchat.js': await webChat(),
    'webchat.js.LICENSE.txt': readFileSync(join(webChatFolder, 'dist', 'webchat.js.LICENSE.txt')),
  };
  const names = {};
  for (const [name, content] of Object.entries(made)) {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const extension = extname(name);
    const hashed = `${name.slice(0, -extension.length)}.${hash}${extension}`;
    names[name] = hashed;
    writeFileSync(join(folder, hashed), content);
    compressed(hashed, '.gz', () => gzipSync(content, { level: 9 }));
    // The highest quality takes four seconds for Web Chat, once, and saves 4 %.
    const quality = content.length > 2_000_000 ? 9 : 11;
    compressed(hashed, '.br', () =>
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    );
  }
  writeFileSync(join(folder, 'files.json'), `${JSON.stringify(names, null, 2)}\n`);

  function compressed(hashed, ending, made) {
    const old = join(before, hashed + ending);
    if (existsSync(old)) copyFileSync(old, join(folder, hashed + ending));
    else writeFileSync(join(folder, hashed + ending), made());
  }
}
