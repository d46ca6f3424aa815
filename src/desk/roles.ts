/** What somebody may do at the desk: serve cases, look after those who serve them, look after the knowledge. */
export const roles = ['agent', 'supervisor', 'knowledge-owner'] as const;
export type Role = (typeof roles)[number];

/** Those of these words that are roles, in the order of the table; what is none is left out. */
export const rolesIn = (words: readonly string[]): Role[] => roles.filter((role) => words.includes(role));
