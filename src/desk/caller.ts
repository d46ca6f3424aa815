import type { Agent } from '../cases/case.js';
import type { Role } from './roles.js';

/** Somebody who was let in to the desk. */
export interface Caller {
  agent: Agent;
  roles: readonly Role[];
  /** The hash of their session; null for a program with a token of its own. */
  session: string | null;
}

/** Whether they have at least one of these roles. */
export const hasRole = ({ roles }: Pick<Caller, 'roles'>, wanted: readonly Role[]): boolean =>
  roles.some((role) => wanted.includes(role));
