/** What a page's policy begins with: nothing is let in that isn't named, and its scripts are ours. */
export const ownScriptsOnly = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "script-src 'self'",
] as const;

/** The headers of each page. @param policy its content security policy, directive by directive */
export const pageHeaders = (policy: readonly string[]): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy.join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
});

/** An icon of so many shapes on a round square, as a page's address for it. @param colour of the square */
export const iconAddress = (colour: string, shapes: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${colour}"/>${shapes}</svg>`,
  )}`;
