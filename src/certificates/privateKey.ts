/** The line that opens a private key in PEM (RFC 7468, section 10; OpenSSH's and PGP's kin), spaces and dashes lost on the way forgiven, or PuTTY's first line. */
const OPENINGS = [/--\s{0,8}BEGIN\s[A-Z0-9 ]{0,40}PRIVATE\s{1,8}KEY/i, /PuTTY-User-Key-File-\d/i];

/** Whether a text holds a private key, whole or in part. Its first line is enough: who pasted that, pasted the key. */
export function holdsPrivateKey(text: string): boolean {
  return OPENINGS.some((opening) => opening.test(text));
}
