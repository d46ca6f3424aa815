// Web Chat's own minimal page, as its README gives it, on the same service: what ours is compared with.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** @param {() => string} desk the service's address @returns its own address, the bytes of its script, and how to end it */
export async function minimalPage(desk) {
  const folder = (createRequire(import.meta.url).resolve.paths('botframework-webchat') ?? [])
    .map((path) => join(path, 'botframework-webchat'))
    .find((path) => existsSync(path));
  // Compressed as the service compresses its own.
  const script = brotliCompressSync(readFileSync(join(folder, 'dist', 'webchat.js')), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
  });
  const server = createServer((request, response) => {
    if (request.url !== '/webchat.js') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return response.end(html(desk()));
    }
    response.setHeader('content-type', 'text/javascript; charset=utf-8');
    response.setHeader('content-encoding', 'br');
    response.end(script);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    bytes: script.length,
    close: () => server.close(),
  };
}

const html = (desk) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="/webchat.js"></script>
<style>html, body { height: 100% } body { margin: 0 } #webchat { height: 100%; width: 100% }</style>
</head>
<body>
<div id="webchat" role="main"></div>
<script>
(async function () {
  const res = await fetch('${desk}/v3/directline/tokens/generate', { method: 'POST' });
  const { token } = await res.json();
  window.WebChat.renderWebChat({
    directLine: window.WebChat.createDirectLine({ token, domain: '${desk}/v3/directline' })
  }, document.getElementById('webchat'));
})();
</script>
</body>
</html>`;
