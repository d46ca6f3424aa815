type Mangling = (text: string) => string;
const lines =
  (change: (line: string, index: number) => string): Mangling =>
  (pem) =>
    pem.trim().split('\n').map(change).join('\n');
const fullWidth = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** What happens to a key in its armour on its way into a message. */
export const manglings: Record<string, Mangling> = {
  'as it is': (pem) => pem,
  'line breaks of Windows': (pem) => pem.replaceAll('\n', '\r\n'),
  'line breaks lost': (pem) => pem.replaceAll('\n', ''),
  'line breaks turned into spaces': (pem) => pem.replaceAll('\n', ' '),
  'escapes of JSON': (pem) => JSON.stringify({ key: pem }),
  'escapes of JSON, line breaks of Windows': (pem) => JSON.stringify({ key: pem.replaceAll('\n', '\r\n') }),
  'JSON in JSON': (pem) => JSON.stringify(JSON.stringify(pem)),
  'backslashes lost from the escapes': (pem) => pem.replaceAll('\n', 'n'),
  'escapes of signs': (pem) => pem.replaceAll('/', '\\/').replaceAll('-', '\\u002d').replaceAll('+', '\\u002b'),
  'HTML entities': (pem) => pem.replaceAll('-', '&#45;').replaceAll('\n', '&#10;').replaceAll(' ', '&nbsp;'),
  'HTML entities in hexadecimal': (pem) =>
    pem.replaceAll('-', '&#x2D;').replaceAll('\n', '&#xA;').replaceAll('+', '&#43;'),
  'HTML line breaks': (pem) => pem.replaceAll('\n', '<br/>'),
  'quoted in an e-mail': lines((line) => `> ${line}`),
  'quoted twice': lines((line) => `>> > ${line}`),
  bullets: lines((line) => `- ${line}`),
  'round bullets': lines((line) => `• ${line}`),
  'numbers of lines': lines((line, index) => `${index + 1}. ${line}`),
  'numbers of lines without a dot': lines((line, index) => `${String(index + 1).padStart(4)} ${line}`),
  'numbers of lines, breaks lost': (pem) => lines((line, index) => `${index + 1}) ${line}`)(pem).replaceAll('\n', ' '),
  'strings of a program': lines((line) => `  "${line}\\n" +`),
  'en dashes': (pem) => pem.replaceAll('--', '–'),
  'em dashes': (pem) => pem.replaceAll('--', '—'),
  'fewer dashes': (pem) => pem.replace(/-{4,5}/g, '--'),
  'more dashes': (pem) => pem.replace(/-{4,5}/g, '----------'),
  'no dashes': (pem) => pem.replace(/-{4,5}/g, ''),
  'spaces in the dashes': (pem) => pem.replace(/-{4,5}/g, ' - - - - - '),
  'no dashes, no breaks, no spaces': (pem) => pem.replace(/-{4,5}|\s/g, ''),
  'invisible signs in the words': (pem) =>
    pem.replace(/([A-Z])([A-Z])/g, '$1\u200b$2').replaceAll('Y', '\u2060Y\u00ad'),
  'invisible signs throughout': (pem) => pem.replace(/(..)/g, '$1\u200c'),
  'full-width armour': (pem) => pem.replace(/-+ ?[A-Z0-9 ]+ ?-+/g, fullWidth),
  'full-width throughout': fullWidth,
  'small letters': (pem) => pem.replace(/-+ ?[A-Z0-9 ]+ ?-+/g, (line) => line.toLowerCase()),
  'non-breaking spaces': (pem) => pem.replaceAll(' ', '\u00a0'),
  'tabs before the lines': lines((line) => `\t\t${line}`),
  'no END': (pem) => pem.replace(/-{4,5} ?END.*|Private-MAC.*/s, ''),
  'no BEGIN': (pem) => pem.replace(/-{4,5} ?BEGIN.*?-\n|PuTTY.*?(?=Private-Lines)/s, ''),
  'percent-encoded': (pem) => encodeURIComponent(pem),
  'percent-encoded twice': (pem) => encodeURIComponent(encodeURIComponent(pem)),
  'base64 of it all': (pem) => Buffer.from(pem).toString('base64'),
  'base64 of it all, in lines': (pem) =>
    Buffer.from(pem)
      .toString('base64')
      .replace(/(.{76})/g, '$1\n'),
  'base64 of base64': (pem) => Buffer.from(Buffer.from(pem).toString('base64')).toString('base64'),
  'base64 for URLs': (pem) => Buffer.from(pem).toString('base64url'),
  'a data: URL': (pem) => `data:application/x-pem-file;base64,${Buffer.from(pem).toString('base64')}`,
  'base64 of UTF-16': (pem) => Buffer.from(`\ufeff${pem}`, 'utf16le').toString('base64'),
  hexadecimal: (pem) => Buffer.from(pem).toString('hex'),
  'hexadecimal with colons': (pem) =>
    Buffer.from(pem)
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1:'),
  twice: (pem) => `${pem}\n${pem}`,
};

/** What happens to the base64 of a key whose armour was left out. */
export const bareManglings: Record<string, Mangling> = {
  'as it is': (body) => body,
  'in lines': (body) => body.replace(/(.{64})/g, '$1\n'),
  'in words': (body) => body.replace(/(.{40})/g, '$1 '),
  'in quoted lines': (body) => body.replace(/(.{64})/g, '$1\n> '),
  'for URLs': (body) => body.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  'glued to a word': (body) => `key=${body}`,
  'in hexadecimal': (body) => Buffer.from(body, 'base64').toString('hex'),
  'encoded again': (body) => Buffer.from(body).toString('base64'),
};

/** Sixteen signs of a key's body that a text still holds, in any form that a reader could undo at once; null where there are none. */
export function left(text: string, body: string): string | null {
  const all = readings(text);
  for (let at = 0; at + 16 <= body.length; at += 1) {
    const piece = body.slice(at, at + 16);
    if (all.some((reading) => reading.includes(piece))) return piece;
  }
  return null;
}

function readings(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/[\u200b\u200c\u2060\u00ad]/g, '');
  const once = [
    plain,
    plain.replaceAll('-', '+').replaceAll('_', '/'),
    plain.replaceAll('\\', ''),
    decodeURIComponent(decodeURIComponent(plain)),
  ];
  return [...once, ...decoded(plain), ...decoded(plain).flatMap(decoded)];
}

function decoded(text: string): string[] {
  const base64 = [...text.matchAll(/[A-Za-z0-9+/_-]{24,}/g)].map(([word]) => Buffer.from(word, 'base64'));
  const hex = [...text.matchAll(/[0-9a-f:]{48,}/gi)].map(([word]) => Buffer.from(word.replaceAll(':', ''), 'hex'));
  return [
    ...[...base64, ...hex].map((bytes) => bytes.toString('latin1').replaceAll('\0', '')),
    ...hex.map((bytes) => bytes.toString('base64')),
  ];
}
