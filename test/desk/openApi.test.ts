import { createConfig, lintFromString, stringifyYaml } from '@redocly/openapi-core';
import { openApi } from '../../src/desk/openApi.js';
import { deskRoutes } from '../../src/desk/routes.js';
import { type OpenedService, openedService } from '../openedService.js';

// biome-ignore lint/suspicious/noExplicitAny: a description is looked into
type Description = any;

let service: OpenedService;
let description: Description;
beforeAll(async () => {
  service = await openedService('embedded');
  const { status, body } = await service.ask('GET', '/desk/api/openapi.json');
  expect(status).toBe(200);
  description = body;
});
afterAll(() => service.stop());

const routes = deskRoutes({ cookies: {}, count: {}, groups: () => [] } as unknown as Parameters<typeof deskRoutes>[0]);

test("a linter's recommended rules find nothing, not even to warn of", async () => {
  const config = await createConfig({ extends: ['recommended'] });
  // Of a service on this machine the linter says that nobody else can ask it.
  const source = stringifyYaml(openApi(routes, 'https://desk.example.net'));
  const problems = await lintFromString({ source, config });
  expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([]);
});

test('it describes each route of the API, and no other', () => {
  const described = Object.entries<Description>(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const own = routes.filter(({ api }) => api !== null);
  expect(described.sort()).toEqual(own.map(({ method, path }) => `${method} ${path.replace(':id', '{id}')}`).sort());
});

test('each operation has a name, who may, and what is said when it is refused', () => {
  const operations = Object.values<Description>(description.paths).flatMap((methods) =>
    Object.values<Description>(methods),
  );
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { operationId, security, responses } of operations)
    if (operationId === 'describe') expect(security).toEqual([]);
    else expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '429']));
});

test('each reference leads somewhere', () => {
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to);
  expect(references.length).toBeGreaterThan(50);
  for (const to of references) {
    const found = to
      .slice(2)
      .split('/')
      .reduce<Description>((within, name) => within?.[name], description);
    expect([to, typeof found]).toEqual([to, 'object']);
  }
});

test('it says where the service is', () => {
  expect(description.openapi).toMatch(/^3\.1\./);
  expect(description.servers).toEqual([{ url: service.address }]);
});
