// Carries out a Containerfile's instructions in bare roots: what an engine does with FROM, WORKDIR, COPY, ENV, RUN, USER, ENTRYPOINT, CMD and
// HEALTHCHECK, no more. Layers, caches and images are the engine's own affair.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The instructions of a Containerfile: [name, text]. */
export function instructions(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
}

/** A stage's RUN: in its root, with nothing of this machine's environment but what is told. */
function run(root, { folder, env }, command, told) {
  const pairs = Object.entries({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/root', ...told, ...env });
  const inner = ['env', '-i', ...pairs.map((pair) => pair.join('=')), 'sh', '-ec', `cd ${folder}; ${command}`];
  const outer = `mount -t proc proc ${root}/proc && exec chroot ${root} "$@"`;
  execFileSync('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', outer, 'sh', ...inner], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * @param base the root that every FROM begins with
 * @param context the folder that COPY takes from
 * @param told environment for RUN alone (where npm finds its packages)
 * @param made folders that a stage has when it has been carried out, by its name, where that is to be taken as done
 * @returns the last stage: its root and what it is started with
 */
export function build({ file, base, context, into, told, made = {} }) {
  const stages = new Map();
  let stage;
  const carryOut = {
    FROM(text) {
      const [, , name = 'last'] = text.split(' ');
      stage = { root: join(into, name), folder: '/', env: {}, entry: [], words: [], user: '0:0' };
      stages.set(name, stage);
      stage.done = name in made;
      if (stage.done) cpSync(made[name], join(stage.root, 'app', basename(made[name])), { recursive: true });
      else execFileSync('cp', ['-a', base, stage.root]);
    },
    WORKDIR(text) {
      stage.folder = text;
      mkdirSync(join(stage.root, text), { recursive: true });
    },
    COPY(text) {
      const words = text.split(' ');
      const from = words[0].startsWith('--from=') ? stages.get(words.shift().slice(7)).root : context;
      const target = words.pop();
      for (const source of words)
        cpSync(join(from, source), join(stage.root, stage.folder, target.endsWith('/') ? basename(source) : target), {
          recursive: true,
        });
    },
    ENV(text) {
      for (const pair of text.split(' '))
        stage.env[pair.slice(0, pair.indexOf('='))] = pair.slice(pair.indexOf('=') + 1);
    },
    RUN: (text) => run(stage.root, stage, text, told),
    USER(text) {
      stage.user = text;
    },
    ENTRYPOINT(text) {
      stage.entry = JSON.parse(text);
    },
    CMD(text) {
      stage.words = JSON.parse(text);
    },
    HEALTHCHECK(text) {
      stage.health = JSON.parse(text.slice(text.indexOf('[')));
    },
    VOLUME: () => undefined,
    EXPOSE: () => undefined,
    STOPSIGNAL: () => undefined,
  };
  for (const [name, text] of instructions(file)) {
    process.stderr.write(`  ${name} ${text.length > 90 ? `${text.slice(0, 90)}…` : text}\n`);
    if (name === 'FROM' || !stage.done) carryOut[name](text);
  }
  return stage;
}

/**
 * The words that run a command in a stage as a hardened engine does: its user, no capability, nothing to be gained by
 * set-user-id, a read-only root with /data and a /tmp of memory, process number 1 in a namespace of its own. The
 * network is this machine's.
 */
export function contained({ root, folder, env, user }, data, own, command) {
  const [uid, gid] = user.split(':');
  const pairs = Object.entries({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp', ...env, ...own });
  const inner = [
    ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs', '--bounding-set=-all'],
    ...['--inh-caps=-all', 'env', '-i', ...pairs.map((pair) => pair.join('='))],
    ...['sh', '-c', `cd ${folder} && exec "$@"`, 'sh', ...command],
  ];
  const outer = [
    `mount --bind ${root} ${root}`,
    `mount --bind ${data} ${root}/data`,
    `mount -t tmpfs -o size=64m,mode=1777 tmpfs ${root}/tmp`,
    `mount -t proc proc ${root}/proc`,
    `mount -o remount,ro,bind ${root}`,
    `exec chroot ${root} "$@"`,
  ].join(' && ');
  return ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', outer, 'sh', ...inner];
}
