import type { Route } from './http.js';
import type { Metrics } from './metrics.js';

/** `/metrics`, for Prometheus. */
export function metricsRoute({ registry }: Metrics): Route {
  return {
    method: 'get',
    path: '/metrics',
    answer: async () => ({
      status: 200,
      body: await registry.metrics(),
      headers: { 'Content-Type': registry.contentType },
    }),
  };
}
