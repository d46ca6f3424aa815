import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits, for a cookie or a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** How a secret is kept, and compared: it says nothing of the secret itself, which nobody can try out. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
