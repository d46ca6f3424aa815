/**
 * What a secret was: a private key, a store that holds one (PFX, Java's), what looks like a line out of the middle of
 * one, or a password.
 */
export type SecretKind = 'private-key' | 'key-store' | 'private-key-part' | 'password';

/** Where in a text a secret stands: `[start, end)`. */
export interface SecretSpan {
  start: number;
  end: number;
  kind: SecretKind;
}

/** The spans in order, those that touch made one. */
export function merged(spans: readonly SecretSpan[]): SecretSpan[] {
  const result: SecretSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) {
      last.end = Math.max(last.end, span.end);
      if (last.kind === 'password') last.kind = span.kind;
    } else if (span.end > span.start) result.push({ ...span });
  }
  return result;
}
