import type { Route } from './http.js';
import type { Origins } from './origins.js';

export function pageRoutes({ deskName }: { deskName: string; origins: () => Origins }): Route[] {
  return [{ method: 'get', path: '/chat', answer: async () => ({ status: 200, body: `<h1>${deskName}</h1>`, headers: { 'Content-Type': 'text/html' } }) }];
}
