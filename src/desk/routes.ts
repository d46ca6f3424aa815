import { z } from 'zod';
import { agentRoutes } from './agentRoutes.js';
import { caseRoutes } from './caseRoutes.js';
import { openApi } from './openApi.js';
import { reportRoutes } from './reportRoutes.js';
import type { DeskRoute } from './route.js';
import { signInRoutes } from './signIn.js';

type Parts = Parameters<typeof signInRoutes>[0] &
  Parameters<typeof agentRoutes>[0] &
  Parameters<typeof caseRoutes>[0] &
  Parameters<typeof reportRoutes>[0] & {
    /** The service's own address, as browsers see it. */
    address(): string;
  };

/** All that the desk answers: the one table of its routes. */
export function deskRoutes(parts: Parts): DeskRoute[] {
  const routes: DeskRoute[] = [
    ...signInRoutes(parts),
    ...agentRoutes(parts),
    ...caseRoutes(parts),
    ...reportRoutes(parts),
    {
      method: 'get',
      path: '/desk/api/openapi.json',
      may: 'anybody',
      api: { id: 'describe', summary: 'Read this description', answers: z.record(z.string(), z.unknown()) },
      answer: async () => ({ status: 200, body: openApi(routes, parts.address()) }),
    },
  ];
  return routes;
}
