import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Response } from 'restify';
import { Refusal } from '../refusal.js';
import { TooLate } from '../turn/deadline.js';
import { Overloaded } from '../turn/queue.js';
import { describeFault } from './logs.js';

/** What a route answers with: an object is sent as JSON, text and bytes as they are. */
export interface Answer {
  status: number;
  body?: object | string | Buffer;
  headers?: Record<string, string | readonly string[]>;
}

/** Sends it, unless something was sent already. */
export function send(response: Response, { status, body = '', headers = {} }: Answer): void {
  if (response.headersSent) return;
  const raw = typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : body;
  if (!('Content-Type' in headers) && raw !== '') response.setHeader('Content-Type', 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(raw) });
  response.end(raw);
}

/** What a fault of a route is answered with: a refusal's own words, and nothing of any other fault. */
export function answerToFault(fault: unknown, id: string, log: Logger): Answer {
  if (fault instanceof Refusal) return refusal(fault, id);
  if (fault instanceof Overloaded || fault instanceof TooLate)
    return refusal(new Refusal(503, 'ServiceUnavailable', 'Too much is waiting. Try again.', 1), id);
  log.error({ request: id, fault: describeFault(fault) }, 'a request failed');
  const words = "The service can't keep your request just now. Try again.";
  return refusal(new Refusal(503, 'ServiceUnavailable', words, 2), id);
}

/** What is answered where no route answers. */
export function nothingHere(status: number): Answer {
  const code =
    status === 404 ? 'NotFound' : status === 405 ? 'MethodNotAllowed' : status < 500 ? 'BadRequest' : 'InternalError';
  return refusal(new Refusal(status, code, 'There is nothing here that answers this.'));
}

/** What is answered under a name that isn't ours (RFC 9110, section 15.5.20). */
export function notForUs(): Answer {
  return refusal(new Refusal(421, 'MisdirectedRequest', 'This service goes by another name (Host).'));
}

function refusal({ status, code, message, retryAfter }: Refusal, id: string = randomUUID()): Answer {
  const headers = retryAfter === undefined ? undefined : { 'Retry-After': String(retryAfter) };
  return { status, body: { error: { code, message, request: id } }, ...(headers ? { headers } : {}) };
}
