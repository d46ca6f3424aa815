import { escaped } from '../markup.js';
import type { DeskAnswer } from './route.js';

/** A page of words, for what goes on around the desk: signing in, and why that doesn't work. */
interface PlainPage {
  title: string;
  text: string;
  /** Where one can go from here. */
  link?: { to: string; label: string };
  /** Goes there by itself. */
  onward?: boolean;
}

/** @param headers such as the cookies of a sign-in */
export function plainPage(
  status: number,
  { title, text, link, onward = false }: PlainPage,
  headers: Record<string, string | readonly string[]> = {},
): DeskAnswer {
  const going = onward && link ? `<meta http-equiv="refresh" content="0;url=${escaped(link.to)}">\n` : '';
  const go = link ? `\n<p><a href="${escaped(link.to)}">${escaped(link.label)}</a></p>` : '';
  const body = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${going}<title>${escaped(title)}</title>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>${go}
</main>
</body>
</html>
`;
  return { status, body, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } };
}

/**
 * Leads on by a page rather than by a redirect: what another site began stays that site's through all redirects, and a
 * browser would not send the session's cookie (`SameSite=Strict`) at their end.
 */
export function onwardTo(to: string, headers: Record<string, string | readonly string[]> = {}): DeskAnswer {
  const link = { to, label: 'Go to the desk' };
  return plainPage(
    200,
    { title: 'The desk opens', text: 'If it does not, follow this link.', link, onward: true },
    headers,
  );
}
