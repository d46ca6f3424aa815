/** What a browser says of the page that made it call. */
export interface CalledFrom {
  /** The `Origin` header. */
  origin: string | undefined;
  /** The `Sec-Fetch-Site` header. */
  site: string | undefined;
}

/**
 * Whether a call may have been made by a page of somebody else's. What says nothing of a page was made by none: each
 * browser sends `Origin` with a POST, and with the upgrade to a WebSocket.
 */
export function isForeign({ origin, site }: CalledFrom, isOurs: (origin: string) => boolean): boolean {
  if (origin !== undefined && !isOurs(origin)) return true;
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
