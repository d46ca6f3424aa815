/** How the desk's cookies are called, and how they travel: by https only, or on this machine alone. */
export interface CookieNames {
  session: string;
  /** Of a sign-in that is under way. */
  flow: string;
  secure: boolean;
}

/** `__Host-`: a browser takes it from this very host over https and from nobody else (RFC 6265bis, section 4.1.3.2). */
export const cookieNames = (secure: boolean): CookieNames => ({
  session: secure ? '__Host-certdesk' : 'certdesk_desk',
  flow: secure ? '__Host-certdesk-flow' : 'certdesk_desk_flow',
  secure,
});

/** The value of the cookie of that name in a `Cookie` header; of two the first, null where there is none. */
export function cookieIn(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [own = '', ...value] = part.trim().split('=');
    if (own === name) return value.join('=');
  }
  return null;
}

/**
 * A `Set-Cookie` header. `Strict`: no other site's page can have it sent; `Lax`: it is sent as well when another site
 * leads back to us.
 * @param seconds until it is forgotten; 0 at once, null with the browser's session
 */
export function setCookie(
  name: string,
  value: string,
  { secure, sameSite, seconds }: { secure: boolean; sameSite: 'Strict' | 'Lax'; seconds: number | null },
): string {
  return [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    `SameSite=${sameSite}`,
    ...(secure ? ['Secure'] : []),
    ...(seconds === null ? [] : [`Max-Age=${seconds}`]),
  ].join('; ');
}
