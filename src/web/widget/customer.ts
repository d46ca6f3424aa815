/** Who the page says is signed in. Kept in memory alone; only "something is to be forgotten" outlives the page. */
export interface Customer {
  jwt(): string | null;
  /** @returns whether it is the one who was signed in already, with a fresh JWT */
  signIn(jwt: string): boolean;
  signOut(): void;
  /** Whether somebody signed out since the chat was told so last; asking takes note that it is told now. */
  forgetOnce(): boolean;
}

const left = 'certdesk.left';

export function customer(): Customer {
  let current: string | null = null;
  return {
    jwt: () => current,
    signIn(jwt) {
      const same = current !== null && subject(current) !== undefined && subject(current) === subject(jwt);
      current = jwt;
      return same;
    },
    signOut() {
      current = null;
      attempt(() => localStorage.setItem(left, '1'));
    },
    forgetOnce() {
      const forget = attempt(() => localStorage.getItem(left)) !== null;
      attempt(() => localStorage.removeItem(left));
      return forget;
    },
  };
}

/** The `sub` of a JWT (RFC 7519), unverified: it only decides whether the frame may stay. */
function subject(jwt: string): string | undefined {
  const payload = (jwt.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
  const claims: unknown = attempt(() => JSON.parse(atob(payload)));
  return typeof claims === 'object' && claims !== null && 'sub' in claims ? String(claims.sub) : undefined;
}

/** A page may be refused its storage; then nothing is remembered. */
function attempt<T>(access: () => T): T | null {
  try {
    return access();
  } catch {
    return null;
  }
}
