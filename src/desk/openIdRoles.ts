import { type Role, roles, rolesIn } from './roles.js';

/** What a role at the desk is called at the provider; a role that isn't there is called what it is. */
export type RoleNames = readonly { role: Role; called: string }[];

/**
 * Reads `agent=support-agents,supervisor=support-leads`. @returns what each role is called, or what is wrong
 */
export function readRoleNames(text: string): { names: RoleNames } | { fault: string } {
  const names: { role: Role; called: string }[] = [];
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [left = '', ...rest] = part.split('=');
    const role = roles.find((one) => one === left.trim());
    const called = rest.join('=').trim();
    if (!role || called === '')
      return { fault: `must be such as agent=support-agents,supervisor=support-leads; roles: ${roles.join(', ')}` };
    names.push({ role, called });
  }
  return { names };
}

/**
 * The roles that somebody has by what the provider says of them.
 *
 * @param claims all that it says @param claim where the roles stand: a claim's name, or a path to it (`realm.roles`)
 */
export function rolesOf(claims: Record<string, unknown>, claim: string, names: RoleNames): Role[] {
  const has = wordsIn(Object.hasOwn(claims, claim) ? claims[claim] : within(claims, claim.split('.')));
  const mapped = new Set(names.map(({ role }) => role));
  return rolesIn([
    ...names.flatMap(({ role, called }) => (has.includes(called) ? [role] : [])),
    ...has.filter((word) => roles.some((role) => role === word && !mapped.has(role))),
  ]);
}

/** Some providers send a list, others a text with spaces or commas in it. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...value.split(/[\s,]+/)];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function within(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return undefined;
  return within((value as Record<string, unknown>)[first], rest);
}
