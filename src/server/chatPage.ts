import { escaped } from '../markup.js';
import type { Opening, Task } from '../turn/opening.js';
import { iconAddress, lineIcon, ownScriptsOnly, pageHeaders } from './pageParts.js';

type AssetName = 'chat.js' | 'chat.css' | 'webchat.js';

/** What the chat page is made of. */
export interface ChatPage {
  /** The desk's name, shown in the header and the tab's title. */
  deskName: string;
  /** What a customer reads first; where there is none, the box stands alone. */
  opening?: Opening;
  /** The language of the page's words (BCP 47). */
  language: string;
  /** Base64, new for every request: it marks Web Chat's style elements as ours. */
  nonce: string;
  /** The service's own origin as customers see it, "https://desk.example". */
  origin: string;
  /** Origins of the sites that may frame the page. */
  framers: readonly string[];
  /** The name under /assets/ of each of the browser's files. */
  assetName(plain: AssetName): string;
}

/** The page as it is answered to `GET /chat`: no inline script, and a policy that lets nothing else in. Pure. */
export function chatPage(page: ChatPage): { html: string; headers: Record<string, string> } {
  return {
    html: html(page),
    headers: pageHeaders(contentSecurityPolicy(page)),
  };
}

/**
 * What Web Chat was seen to need (the hash is the empty string's: it makes an empty style element) and nothing more.
 */
function contentSecurityPolicy({ nonce, origin, framers }: ChatPage): string[] {
  const socket = origin.replace(/^http/, 'ws');
  return [
    ...ownScriptsOnly,
    `style-src 'self' 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    "img-src 'self' data: blob:",
    `connect-src 'self' blob: ${socket}`,
    `frame-ancestors ${["'self'", ...framers].join(' ')}`,
  ];
}

const NOTHING: Opening = { text: '', tasks: [], secrets: '' };

/**
 * The whole first screen stands in the markup, so that it can be read and typed into before any script has come. Web
 * Chat is no part of what is loaded first: the page's own script asks for it.
 */
function html({ deskName, opening = NOTHING, language, nonce, framers, assetName }: ChatPage): string {
  const asset = (plain: AssetName) => `/assets/${escaped(assetName(plain))}`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport"
 content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171c26">
<title>${escaped(deskName)}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${asset('chat.css')}">
<script src="${asset('chat.js')}" defer></script>
</head>
<body data-desk="${escaped(deskName)}" data-nonce="${escaped(nonce)}"
 data-webchat="${asset('webchat.js')}" data-framers="${escaped(framers.join(' '))}">
<div class="page">
<header class="header">
<span class="mark">${lineIcon('shield')}</span>
<div class="who"><h1>${escaped(deskName)}</h1><p id="answerer">Automated assistant</p></div>
<div class="header-end" id="header-end"></div>
</header>
<noscript><p class="notice notice-warning">This chat needs JavaScript, and it is switched off in this browser.
Please switch it on for this page and load it again.</p></noscript>
<div class="notices" id="notices" role="status" aria-live="polite"></div>
<main class="talk" aria-label="Conversation">
<div class="body" id="body">
<div class="chat" id="webchat"></div>
${openingPart(opening)}
</div>
<div class="composer">
<div class="chips" id="chips" role="group" aria-label="Suggested answers" hidden></div>
<div class="box">
<textarea id="box" data-id="webchat-sendbox-input" rows="1" aria-label="Message input box"
 placeholder="Write a message…" enterkeyhint="send" autocomplete="off" aria-describedby="welcome secrets"></textarea>
<button type="button" class="send" id="send" aria-label="Send">${lineIcon('send')}</button>
</div>
${opening.secrets && `<p class="secrets" id="secrets">${lineIcon('lock')}${escaped(opening.secrets)}</p>`}
</div>
</main>
</div>
</body>
</html>
`;
}

const openingPart = ({ text, tasks }: Opening): string => `<section class="opening" id="opening" aria-label="Welcome">
<p class="opening-text" id="welcome">${escaped(text)}</p>
<div class="tasks">
${tasks.map(taskPart).join('\n')}
</div>
</section>`;

const taskPart = ({ title, line, says }: Task): string =>
  `<button type="button" class="task" data-says="${escaped(says)}">` +
  `<span class="task-title">${escaped(title)}</span>` +
  `${line && `<span class="task-line">${escaped(line)}</span>`}</button>`;

const icon = iconAddress(
  '#2152c8',
  '<path d="M16 6l8 3v6c0 5-3.4 8.8-8 11-4.6-2.2-8-6-8-11V9z" fill="#fff"/>' +
    '<path d="M12.5 15.5l2.5 2.5 4.5-5" fill="none" stroke="#2152c8"' +
    ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>',
);
