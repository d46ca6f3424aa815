import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readSettings } from '../src/settings.js';

const project = join(__dirname, '..');
const read = (name: string) => readFileSync(join(project, 'deploy', name), 'utf8');
const known = new Set(
  [...readFileSync(join(project, '.env.example'), 'utf8').matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name),
);
const { services, networks } = parse(read('compose.yaml'), { merge: true });
const instructions = read('Containerfile').split('\n');
const unit = read('certdesk@.service').split('\n');

test('what the container, compose and the unit set are settings of certdesk', () => {
  const container = instructions.filter((line) => line.startsWith('ENV ')).flatMap((line) => line.slice(4).split(' '));
  const ofUnit = unit.filter((line) => line.startsWith('Environment=')).flatMap((line) => line.slice(12).split(' '));
  const names = [...container, ...ofUnit].map((pair) => pair.split('=')[0]!);
  const unknown = [...names, ...Object.keys(services['certdesk-1'].environment)].filter((name) => !known.has(name));
  expect([...new Set(unknown)]).toEqual(['NODE_ENV']);
});

test("compose's settings are ones that certdesk starts with", () => {
  const own: Record<string, string> = {
    ...{ CERTDESK_SITE: 'chat.example.com', POSTGRES_PASSWORD: '0123456789abcdef' },
    CERTDESK_SIGNING_KEY: 'hY2k0pQ7tWz4nB8vC1xM5sD9fG3jL6aE',
  };
  const filled = Object.entries<string>(services['certdesk-1'].environment).map(([name, value]) => [
    name,
    String(value).replace(/\$\{([A-Z_]+):(.)([^}]*)\}/g, (_, variable: string, kind: string, otherwise: string) => {
      return own[variable] ?? (kind === '-' ? otherwise.replace(/^-/, '') : '');
    }),
  ]);
  const settings = readSettings({ HOST: '0.0.0.0', ...Object.fromEntries(filled) });
  expect(settings).toMatchObject({ publicUrl: 'https://chat.example.com', proxies: 1 });
  expect(new URL(settings.databaseUrl!).hostname).toBe('database');
});

test.each(['certdesk-1', 'certdesk-2'])(
  '%s has a read-only root, no capability, time to drain, and no way out',
  (name) => {
    expect(services[name]).toMatchObject({
      ...{ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], stop_grace_period: '30s' },
      networks: ['inside'],
    });
    expect(networks.inside).toEqual({ internal: true });
    expect(services[name].ports).toBeUndefined();
  },
);

test('the container ends as an ordinary user, with a health check, and no shell between the engine and the program', () => {
  const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
  expect(last).toContain('USER 1000:1000');
  expect(last.find((line) => line.startsWith('HEALTHCHECK '))).toContain('CMD ["node"');
  expect(last.find((line) => line.startsWith('ENTRYPOINT '))).toBe('ENTRYPOINT ["node", "dist/main.js"]');
});

test.each([
  'DynamicUser=yes',
  'StateDirectory=certdesk/%i',
  'ProtectSystem=strict',
  'NoNewPrivileges=yes',
  'CapabilityBoundingSet=',
])('the unit says %s', (line) => expect(unit).toContain(line));
