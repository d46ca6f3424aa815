import { timingSafeEqual } from 'node:crypto';
import type { Agent } from '../cases/case.js';
import type { Caller } from './caller.js';
import { type Role, roles } from './roles.js';
import { hashOf } from './secrets.js';

/** A program that may use the desk's API. */
export interface MachineToken {
  name: string;
  roles: readonly Role[];
  token: string;
}

const SHORTEST_TOKEN = 32;

/**
 * Reads machines' tokens, `name:role+role:token` with commas between them.
 *
 * @example
 * readMachineTokens('crm:agent+supervisor:Zk0…') // { tokens: [{ name: 'crm', roles: ['agent', 'supervisor'], … }] }
 * @returns the tokens, and what is wrong with those that are none: no token stands in that
 */
export function readMachineTokens(text: string): { tokens: MachineToken[]; faults: string[] } {
  const tokens: MachineToken[] = [];
  const faults: string[] = [];
  const entries = text.split(',').map((part) => part.trim());
  for (const [index, entry] of entries.filter((part) => part !== '').entries()) {
    const [name = '', named = '', ...rest] = entry.split(':');
    const token = rest.join(':');
    const words = named.split('+').map((word) => word.trim());
    const where = /^[\w.-]{1,50}$/.test(name) ? `"${name}"` : `the entry ${index + 1}`;
    const unknown = words.filter((word) => !roles.some((role) => role === word));
    const wrong = [
      ...(where.startsWith('"') ? [] : ['must begin with a name of letters, digits, ".", "_" and "-", then a colon']),
      ...(tokens.some((other) => other.name === name) ? ['stands there twice'] : []),
      ...(unknown.length > 0 ? [`must name roles out of ${roles.join(', ')} after its name, with + between them`] : []),
      ...(token.length < SHORTEST_TOKEN
        ? [`must end with a token of at least ${SHORTEST_TOKEN} characters; make one with: openssl rand -hex 32`]
        : []),
      ...(tokens.some((other) => other.token === token) ? ['must have a token of its own'] : []),
    ];
    faults.push(...wrong.map((fault) => `${where} ${fault}`));
    if (wrong.length === 0) tokens.push({ name, roles: roles.filter((role) => words.includes(role)), token });
  }
  return { tokens, faults };
}

/** The tokens that let programs in. */
export class MachineTokens {
  private readonly known: { hash: Buffer; caller: Caller }[];

  constructor(tokens: readonly MachineToken[]) {
    this.known = tokens.map(({ name, roles: has, token }) => ({
      hash: Buffer.from(hashOf(token)),
      caller: { agent: { id: `machine:${name}`, name }, roles: has, session: null },
    }));
  }

  /** Whose token that is; null where it is nobody's. Each is compared, for as long as any other takes. */
  of(token: string): Caller | null {
    const hash = Buffer.from(hashOf(token));
    return this.known.reduce<Caller | null>(
      (found, { hash: own, caller }) => (timingSafeEqual(own, hash) ? caller : found),
      null,
    );
  }

  /** Programs that may serve cases, as agents. */
  agents(): Agent[] {
    return this.known.flatMap(({ caller }) => (caller.roles.includes('agent') ? [caller.agent] : []));
  }
}
