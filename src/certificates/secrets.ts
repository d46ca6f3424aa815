export type SecretKind = 'private-key';
export function takeOutSecrets(text: string): { text: string; found: SecretKind[] } {
  const out = text.replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[private key removed]');
  return { text: out, found: out === text ? [] : ['private-key'] };
}
