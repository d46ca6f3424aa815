import { escaped } from '../markup.js';
import { iconAddress, ownScriptsOnly, pageHeaders } from './pageParts.js';

/** What the agents' page is made of. */
export interface DeskPage {
  /** The desk's name, in the tab's title. */
  deskName: string;
  /** The language of the page's words (BCP 47). */
  language: string;
  /** The service's own origin as agents see it, "https://desk.example". */
  origin: string;
  /** The name under /assets/ of each of the browser's files. */
  assetName(plain: 'desk.js' | 'desk.css'): string;
}

/**
 * The page as it is answered to `GET /desk`: no inline script or style, a policy that lets nothing else in, no frame
 * around it, and no text that becomes markup (Trusted Types without a policy). Pure.
 */
export function deskPage(page: DeskPage): { html: string; headers: Record<string, string> } {
  return {
    html: html(page),
    headers: {
      ...pageHeaders(contentSecurityPolicy(page)),
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    },
  };
}

function contentSecurityPolicy({ origin }: DeskPage): string[] {
  return [
    ...ownScriptsOnly,
    "style-src 'self'",
    'img-src data:',
    // Older browsers don't take 'self' for a socket.
    `connect-src 'self' ${origin.replace(/^http/, 'ws')}`,
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
}

function html({ deskName, language, assetName }: DeskPage): string {
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Desk · ${escaped(deskName)}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="/assets/${escaped(assetName('desk.css'))}">
<script src="/assets/${escaped(assetName('desk.js'))}" defer></script>
</head>
<body>
<div id="desk"><noscript>The desk needs JavaScript, and it is switched off in this browser.</noscript></div>
</body>
</html>
`;
}

const icon = iconAddress(
  '#17202e',
  '<path d="M7 10h18M7 16h18M7 22h11" stroke="#fff" stroke-width="3" stroke-linecap="round"/>',
);
