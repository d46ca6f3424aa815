import { z } from 'zod';
import { suggestions } from './caseRoutes.js';
import type { DeskRoute } from './route.js';
import * as wire from './wire.js';

/** Shapes that have a name of their own in the description. */
const named = {
  Agent: wire.agent,
  CaseLine: wire.caseLine,
  CaseList: wire.caseList,
  CaseDetails: wire.caseDetails,
  Counts: wire.counts,
  Said: wire.said,
  Brief: wire.brief,
  HistoryLine: wire.historyLine,
  DeskFrame: wire.deskFrame,
  Suggestion: wire.suggestion,
  Suggestions: suggestions,
  Error: z.object({
    error: z.object({
      code: z.string(),
      message: z.string().describe('why, in words for whoever asked'),
      agent: z.string().nullish().describe('the name of the agent who has the case'),
      request: z.string().optional().describe("the request's id, as the log has it"),
    }),
  }),
} as const;

type Json = Record<string, unknown>;

/** Why a call is refused; the first three may happen to each. */
const refusals: Record<string, string> = {
  '400': 'What was sent is not understood.',
  '401': 'Nobody is signed in, or the token is unknown.',
  '403': 'The role does not allow it, or a page of another site asked.',
  '404': 'There is nothing of that id.',
  '409': 'The case is in a state that does not allow it, or somebody else has it: the answer names them.',
  '422': 'The Idempotency-Key stands for something else that was asked for before.',
  '429': 'Too many requests.',
};
const everywhere = ['400', '401', '403', '429'];

/** The API's description (OpenAPI 3.1), made of the routes and of the schemas by which they read. @param server our address */
export function openApi(routes: readonly DeskRoute[], server: string): Json {
  const described = routes.flatMap((route) => (route.api === null ? [] : [{ ...route, api: route.api }]));
  const schemas = schemasOf();
  const paths: Record<string, Json> = {};
  for (const route of described) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'certdesk: the desk',
      version: '1.0.0',
      summary: 'Cases that wait for a person, and what agents do to them.',
      description: about,
      license: { name: 'Unlicensed', identifier: 'LicenseRef-UNLICENSED' },
    },
    servers: [{ url: server }],
    tags: [{ name: 'desk', description: 'What agents and their programs do.' }],
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: {
          ...{ type: 'apiKey', in: 'cookie', name: '__Host-certdesk' },
          description: 'The session of an agent who signed in at /desk/sign-in; `certdesk_desk` on this machine alone.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'A token of CERTDESK_DESK_TOKENS.' },
      },
      parameters: {
        IdempotencyKey: {
          ...{ name: 'Idempotency-Key', in: 'header', required: true },
          description:
            'New for each thing that is done. The same again under it has its effect once and is answered as it was; another thing under it is refused (422).',
          schema: { type: 'string', minLength: 1, maxLength: 200 },
        },
      },
      responses: Object.fromEntries(
        Object.entries(refusals).map(([status, description]) => [
          `Refused${status}`,
          { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
        ]),
      ),
    },
  };
}

const about = `Each POST takes an \`Idempotency-Key\`. Times are ISO timestamps in UTC.

\`/desk/api/stream\` is a WebSocket (the session's cookie from our own page, or a token). It says \`hello\`, then \`case\` for each
case that changes, \`counts\`, \`presence\`, and for the case that is watched
\`said\`, in the order of \`seq\`, and \`typing\` while its customer writes. It takes
\`{"type":"watch","case":"C-7KQ2MX","after":0}\`, \`{"type":"presence","status":"away"}\` and \`{"type":"typing","case":"C-7KQ2MX"}\`.
After a break ask for the list and the open case again: a line with a higher \`version\` is newer.`;

function operationOf(route: Exclude<DeskRoute, { api: null }>): Json {
  const { id, summary, answers, query, refuses = [] } = route.api!;
  const parameters: Json[] = [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      ...{ name, in: 'path', required: true, schema: { type: 'string' } },
      description: "The case's number.",
    })),
    ...(query ? parametersOf(query) : []),
    ...(route.method === 'post' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  const open = route.may === 'anybody';
  const statuses = open
    ? ['429']
    : [...everywhere, ...(route.method === 'post' ? ['422'] : []), ...refuses.map(String)].sort();
  return {
    operationId: id,
    summary,
    tags: ['desk'],
    ...(open ? { security: [] } : { description: `For: ${(route.may as readonly string[]).join(', ')}.` }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.method === 'post'
      ? { requestBody: { required: true, content: json(schemaOf(route.takes, 'input')) } }
      : {}),
    responses: {
      '200': { description: 'Done.', content: json(schemaOf(answers, 'output')) },
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }])),
    },
  };
}

const json = (schema: Json) => ({ 'application/json': { schema } });

function parametersOf(query: z.ZodObject): Json[] {
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...shape } = schemaOf(schema as z.ZodType, 'input') as { description?: string };
    return { name, in: 'query', required: false, ...(description ? { description } : {}), schema: shape };
  });
}

/** A shape by its name where it has one, else as it is. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const name = (Object.keys(named) as (keyof typeof named)[]).find((one) => named[one] === schema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return made;
}

/** The named shapes, each within the others by its name. */
function schemasOf(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'output' });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, id: ___, ...schema }]) => [id, schema]),
  );
}
