import { serviceSays } from './clock.js';
import { frame, signedOut } from './state.js';

/** Why something was not done. `away`: nothing or nothing sensible was heard; it may have been done all the same. */
export interface Problem {
  away: boolean;
  status: number;
  code: string;
  message: string;
  /** Who has the case, where that is why. */
  agent: string | null;
}
export type Answered<T> = { value: T } | { problem: Problem };

/** What the service is given time for; a turn in which the bot is run as well takes longest. */
const PATIENCE_MS = 20_000;

/** Asks the desk's API for something. @param path from `/desk/api/` */
export function get<T>(path: string): Promise<Answered<T>> {
  return ask(path, { method: 'GET' });
}

/**
 * Has the desk's API do something.
 * @param key the same for each attempt: what was done already isn't done again
 */
export function post<T>(path: string, body: unknown, key: string): Promise<Answered<T>> {
  return ask(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
  });
}

/** A key for something that is to be done once. */
export const newKey = (): string => {
  // Not randomUUID: it is missing where the page isn't served by https.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The path of a case, or of what is done to it. */
export const casePath = (id: string, act = ''): string => `cases/${encodeURIComponent(id)}${act && `/${act}`}`;

async function ask<T>(path: string, request: RequestInit): Promise<Answered<T>> {
  try {
    const answer = await fetch(`/desk/api/${path}`, {
      ...{ ...request, credentials: 'same-origin', redirect: 'error', cache: 'no-store' },
      headers: { accept: 'application/json', ...request.headers },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    serviceSays(answer.headers.get('date'));
    if (answer.status === 204) return { value: undefined as T };
    const said: unknown = await answer.json();
    if (answer.ok) return { value: said as T };
    return { problem: problemOf(answer.status, said) };
  } catch {
    return { problem: { ...{ away: true, status: 0, code: 'Away', agent: null }, message: away } };
  }
}

const away = 'The service can’t be reached just now.';
/** Others may answer next time: too many requests, a service that is being restarted. */
const passing = new Set([408, 425, 429]);

function problemOf(status: number, said: unknown): Problem {
  const { code, message, agent } = (said as { error?: Partial<Problem> } | null)?.error ?? {};
  if (status === 401 && signedOut.value === 'no' && frame.value !== null) signedOut.value = 'ended';
  return {
    away: status >= 500 || passing.has(status),
    status,
    code: typeof code === 'string' ? code : 'Refused',
    message: typeof message === 'string' ? message : away,
    agent: typeof agent === 'string' ? agent : null,
  };
}
