import type { Act } from '../cases/acts.js';
import type { Colleagues } from './colleagues.js';

/**
 * Who or what a case is handed to: a group by its name, else a colleague by their id. @returns null where there is
 * neither, so that nobody gets it who isn't there
 */
export async function passedTo(
  to: string,
  { groups, colleagues }: { groups: readonly string[]; colleagues: Pick<Colleagues, 'find'> },
): Promise<Extract<Act, { do: 'transfer' }> | null> {
  if (groups.includes(to)) return { do: 'transfer', to: { group: to } };
  const agent = await colleagues.find(to);
  return agent && { do: 'transfer', to: { agent } };
}
