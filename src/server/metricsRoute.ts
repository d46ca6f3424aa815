import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { Failure } from '../failure.js';
import { Refusal } from '../refusal.js';
import type { Route } from './http.js';
import { letGo } from './letGo.js';
import type { Metrics } from './metrics.js';

const PATH = '/metrics';

/** `/metrics` among the other routes. @param token what must be sent as a bearer; null: anybody who asks is told */
export function metricsRoute({ registry }: Metrics, token: string | null): Route {
  return {
    method: 'get',
    path: PATH,
    async answer({ bearer }) {
      if (token !== null && !same(bearer, token))
        throw new Refusal(
          401,
          'Unauthorized',
          'Send the metrics token: Authorization: Bearer <CERTDESK_METRICS_TOKEN>.',
        );
      return { status: 200, body: await registry.metrics(), headers: { 'Content-Type': registry.contentType } };
    },
  };
}

/**
 * `/metrics` on a port of its own, which the proxy in front doesn't know.
 * @returns the server, listening; null where there is no such port @throws {Failure} where the port can't be had
 */
export async function openMetricsServer(
  { registry }: Metrics,
  { host, port, token }: { host: string; port: number | null; token: string | null },
): Promise<Server | null> {
  if (port === null) return null;
  const server = createServer({ requestTimeout: 5000, headersTimeout: 5000, connectionsCheckingInterval: 1000 });
  server.maxConnections = 20;
  server.setTimeout(10_000, (socket) => socket.destroy());
  server.on('clientError', (_, socket) => letGo(socket));
  server.on('request', (request, response) => {
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
    const status =
      request.url !== PATH ? 404 : request.method !== 'GET' ? 405 : token !== null && !same(bearer, token) ? 401 : 200;
    const answer = (code: number, text = '') => {
      response.statusCode = code;
      response.setHeader('Connection', 'close');
      if (code === 200) response.setHeader('Content-Type', registry.contentType);
      response.end(text);
    };
    if (status !== 200) return answer(status);
    registry.metrics().then(
      (text) => answer(200, text),
      () => answer(503),
    );
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', ({ message }) =>
      failed(
        new Failure(
          `Metrics can't be served on ${host}:${port}: ${message}. Set CERTDESK_METRICS_PORT to a free port.`,
        ),
      ),
    );
    server.listen(port, host, listening);
  });
  return server;
}

/** Compared by hashes, so that the time it takes tells nothing of the token. */
function same(given: string | null, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return given !== null && timingSafeEqual(hash(given), hash(token));
}
