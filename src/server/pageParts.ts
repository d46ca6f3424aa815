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

const paths = {
  shield: 'M12 3l7 2.7v5.1c0 4.5-3 7.8-7 9.7-4-1.9-7-5.2-7-9.7V5.7zM9 12l2.2 2.2L15.3 10',
  send: 'M4.5 12h14M12.5 6l6 6-6 6',
  lock: 'M7 11h10v8.5H7zM9 11V8a3 3 0 016 0v3',
} as const;

/** A line drawing of 24 x 24 in the colour of the text around it, for the eyes only. */
export const lineIcon = (name: keyof typeof paths): string =>
  `<svg class="icon icon-${name}" viewBox="0 0 24 24" aria-hidden="true"><path d="${paths[name]}"/></svg>`;
