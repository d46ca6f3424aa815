// How Web Chat is built for the page: which of its sources stand for its packages, and what is left out of them.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;

/** A package's folder, though its `exports` hide its files. @param {string} from a file that imports it */
function folderOf(name, from = join(here, 'parts.mjs')) {
  const folder = (createRequire(from).resolve.paths(name) ?? [])
    .map((path) => join(path, name))
    .find((path) => existsSync(join(path, 'package.json')));
  if (!folder) throw new Error(`${name} is not installed: run \`npm ci\`.`);
  return folder;
}

const webChat = folderOf('botframework-webchat');
const inWebChat = (name) => folderOf(name, join(webChat, 'package.json'));

/** The packages that Web Chat itself consists of, by the names it imports. */
const sources = {
  'botframework-webchat-api': ['botframework-webchat-api', 'src/index.ts'],
  'botframework-webchat-api/internal': ['botframework-webchat-api', 'src/internal.ts'],
  'botframework-webchat-api/decorator': ['botframework-webchat-api', 'src/decorator/index.ts'],
  'botframework-webchat-component': ['botframework-webchat-component', 'src/index.ts'],
  'botframework-webchat-component/internal': ['botframework-webchat-component', 'src/internal.ts'],
  'botframework-webchat-core': ['botframework-webchat-core', 'src/index.ts'],
};

/**
 * What is left out, by the name under which it is imported, and what stands there instead: browsers of today need no
 * polyfills; the page neither listens nor speaks; nobody uploads; cards have no carousels; answers have no footnotes;
 * styles in Markdown are taken out whole; the page draws its own signs of waiting.
 */
const leftOut = [
  { name: /^core-js\//, by: '' },
  { name: /^url-search-params-polyfill$/, by: '' },
  { name: /^whatwg-fetch$/, by: '' },
  {
    name: /^cross-fetch(\/polyfill)?$/,
    by: 'module.exports = globalThis.fetch; module.exports.default = globalThis.fetch;',
  },
  { name: /^\.\/directLineStreaming$/, by: 'exports.DirectLineStreaming = class {};' },
  { name: /^swiper($|\/)/, by: 'module.exports = {};' },
  { name: /^postcss$/, by: 'module.exports = {};' },
  { name: /^mime$/, by: 'module.exports = { getType: () => null };' },
  { name: /^redux-devtools-extension$/, by: 'exports.composeWithDevTools = () => (made) => made;' },
  { name: /^mdast-util-from-markdown$/, by: "exports.fromMarkdown = () => ({ type: 'root', children: [] });" },
  // Of an HTML parser only the parser is used.
  { name: /^domutils$/, by: 'module.exports = {};' },
  { name: /^\.\/StyleSet\/SpinnerAnimation$/, by: 'module.exports = () => ({});' },
  { name: /^react-dictate-button$/, by: 'exports.Composer = () => null; exports.default = () => null;' },
];

/** What a browser has itself of what core-js has under this path: `array/from`, `instance/for-each`. */
function native(path) {
  const [head, name] = path
    .replace(/\.js$/, '')
    .split('/')
    .map((word) => word.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()));
  if (head === 'instance') return `(it) => it.${name}`;
  if (head === 'getIteratorMethod') return '(it) => it[Symbol.iterator]';
  const owner = /^(set|parse)[A-Z]/.test(head) ? head : head[0].toUpperCase() + head.slice(1);
  return `globalThis.${owner}${name && name !== 'index' ? `.${name}` : ''}`;
}

const COMPLAINS = /\} else \{(\s*console\.error\(`Web Chat: received unknown action)/;

/** For esbuild. */
export const webChatParts = {
  name: 'web-chat-parts',
  setup(build) {
    build.onResolve({ filter: /^web-chat:/ }, ({ path }) => {
      const [, name, file] = /^web-chat:([^/]+)\/(.+)$/.exec(path) ?? [];
      return { path: join(name === 'botframework-webchat' ? webChat : inWebChat(name), file) };
    });
    build.onResolve({ filter: /^botframework-webchat-(api|component|core)(\/|$)/ }, ({ path }) => {
      const [name, file] = sources[path] ?? [];
      return name && { path: join(inWebChat(name), file) };
    });
    // Older names of what is there as well; and one React, whichever package asks.
    build.onResolve({ filter: /^(p-defer|markdown-it-attrs)-es5$/ }, ({ path, resolveDir }) =>
      build.resolve(path.replace('-es5', ''), { kind: 'import-statement', resolveDir }),
    );
    build.onResolve({ filter: /^(react|react-dom)$/ }, ({ path, pluginData }) =>
      pluginData === 'ours'
        ? undefined
        : build.resolve(path, { kind: 'import-statement', resolveDir: here, pluginData: 'ours' }),
    );
    build.onResolve({ filter: /external\/PrecompiledGlobalize$/ }, () => ({ path: join(here, 'globalize.mjs') }));
    build.onResolve({ filter: /^core-js-pure\// }, ({ path }) => ({ path, namespace: 'native' }));
    build.onLoad({ filter: /.*/, namespace: 'native' }, ({ path }) => ({
      contents: `module.exports = ${native(path.replace(/^core-js-pure\/\w+\//, ''))};`,
    }));
    // It complains of each part that a card unfolds by itself.
    build.onLoad({ filter: /\/AdaptiveCardRenderer\.tsx$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace(COMPLAINS, "} else if (actionTypeName !== 'Action.ToggleVisibility') {$1");
      if (contents === source) throw new Error(`${path} is not as it was: see webChat/parts.mjs.`);
      return { contents, loader: 'tsx' };
    });
    for (const { name } of leftOut)
      build.onResolve({ filter: name }, ({ path, importer }) =>
        /node_modules/.test(importer) ? { path, namespace: 'left-out' } : undefined,
      );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: leftOut.find(({ name }) => name.test(path)).by,
      loader: 'js',
    }));
    build.onLoad({ filter: /botframework-webchat-api\/src\/localization\/[\w-]+\.json$/ }, ({ path }) =>
      /\/(en-US|overrides)\.json$/.test(path) ? undefined : { contents: '{}', loader: 'json' },
    );
  },
};

const version = createRequire(import.meta.url)(join(webChat, 'package.json')).version;

/** What esbuild is told beside. */
export const webChatSettings = {
  entryPoints: [join(here, 'entry.mjs')],
  plugins: [webChatParts],
  // Its sources say what they need to know of their own build so.
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.node_env': '"production"',
    'process.env.build_tool': '"esbuild"',
    'process.env.module_format': '"esmodules"',
    'process.env.npm_package_version': JSON.stringify(version),
    'process.env.CI': 'undefined',
    global: 'globalThis',
  },
  jsx: 'transform',
  jsxFactory: 'React.createElement',
  jsxFragment: 'React.Fragment',
  loader: { '.js': 'jsx' },
  tsconfigRaw: { compilerOptions: { jsx: 'react', esModuleInterop: true } },
};

export const webChatFolder = webChat;
