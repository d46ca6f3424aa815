/**
 * The code with which the service itself refuses a request (`{"error": {"code": …}}`). Undefined where something in
 * between answered in its place (a proxy, a captive portal): that says nothing of the conversation. Reads the body.
 */
export async function refusalCode(answer: Response): Promise<string | undefined> {
  const body = (await answer.json().catch(() => undefined)) as { error?: { code?: unknown } | null } | null | undefined;
  const code = body?.error?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The answer's Retry-After in milliseconds (RFC 9110, section 10.2.3; the service sends seconds). */
export function retryAfter(answer: Response): number | undefined {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
