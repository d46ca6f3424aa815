import type { z } from 'zod';
import type { Caller } from './caller.js';
import type { Role } from './roles.js';
import type { CalledFrom } from './sameOrigin.js';

/** A call of one of the desk's routes. */
export interface DeskCall extends CalledFrom {
  /** HEAD asks for what GET answers, and may change nothing. */
  method: string;
  params: Record<string, string>;
  query: Record<string, string>;
  /** The whole address that was called, without its origin. */
  url: string;
  bearer: string | null;
  /** The `Cookie` header. */
  cookies: string | undefined;
  idempotencyKey: string | undefined;
  accept: string | undefined;
  /** What shares a rate limit with the caller. */
  address: string;
  /** Its body as JSON. @throws {Refusal} */
  body(): Promise<unknown>;
}

/** What a call is answered with: an object is sent as JSON. */
export interface DeskAnswer {
  status: number;
  body?: object | string;
  headers?: Record<string, string | readonly string[]>;
}

/** What the API's description says of a route. */
export interface Described {
  id: string;
  summary: string;
  /** What it answers when all is well. */
  answers: z.ZodType;
  /** What it is asked for with, in its address. */
  query?: z.ZodObject;
  /** Why it may refuse, beside what every route refuses for. */
  refuses?: readonly (404 | 409)[];
}

interface Row {
  path: string;
  /** Null: no part of the API that programs use. */
  api: Described | null;
}

/** A route that needs nobody to be signed in. */
interface OpenRoute extends Row {
  method: 'get';
  may: 'anybody';
  answer(call: DeskCall): Promise<DeskAnswer>;
}

interface GuardedRoute extends Row {
  /** At least one: whoever has none of them may not. */
  may: readonly [Role, ...Role[]];
  /** What is answered to whoever is not signed in, in place of 401. */
  stranger?(call: DeskCall): DeskAnswer;
}

interface AskingRoute extends GuardedRoute {
  method: 'get';
  answer(call: DeskCall, caller: Caller): Promise<DeskAnswer>;
}

/** A call that was let in and changes something: what it says, and the key by which it is known when it comes again. */
export interface Doing<Body> {
  call: DeskCall;
  caller: Caller;
  body: Body;
  key: string;
}

interface DoingRoute extends GuardedRoute {
  method: 'post';
  takes: z.ZodType;
  answer(doing: Doing<unknown>): Promise<DeskAnswer>;
}

/**
 * One row of the desk's routes. Each says who may call it, or it is no row.
 *
 * @example
 * { method: 'get', path: '/desk/api/frame', may: roles, api: { id: 'readFrame', … }, answer: async (_, caller) => … }
 */
export type DeskRoute = OpenRoute | AskingRoute | DoingRoute;

/** A route that changes something, its body of the type that its schema makes. */
export function doing<Schema extends z.ZodType>(
  row: Omit<DoingRoute, 'method' | 'takes' | 'answer'> & {
    takes: Schema;
    answer(doing: Doing<z.output<Schema>>): Promise<DeskAnswer>;
  },
): DeskRoute {
  return { ...row, method: 'post', answer: (given) => row.answer(given as Doing<z.output<Schema>>) };
}
