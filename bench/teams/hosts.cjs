// Loaded before a bot's program (`node --require`): Microsoft's hosts are on this machine, without encryption. That spares each bot what its
// connections cost to encrypt, which is least for one that keeps them open.
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');

const HOSTS = new Set(['smba.trafficmanager.net', 'login.microsoftonline.com']);
const port = Number(process.env.MICROSOFT_PORT);
const kept = new http.Agent({ keepAlive: true, maxSockets: 100 });
const each = new http.Agent();
const { request } = https;

/** What was asked for, as one list of options. */
function optionsOf(first, second) {
  if (typeof first !== 'string' && !(first instanceof URL)) return first;
  const { hostname, pathname, search } = new URL(first);
  return { hostname, path: `${pathname}${search}`, ...(typeof second === 'object' ? second : {}) };
}

https.request = function mapped(...words) {
  const options = optionsOf(...words);
  const host = options.hostname ?? options.host;
  if (!HOSTS.has(host)) return request.apply(this, words);
  const agent = (options.agent ?? https.globalAgent).keepAlive ? kept : each;
  const called = words.find((word) => typeof word === 'function');
  return http.request({ ...options, protocol: 'http:', hostname: '127.0.0.1', host: '127.0.0.1', port, agent }, called);
};
https.get = (...words) => {
  const called = https.request(...words);
  called.end();
  return called;
};
syncBuiltinESMExports();
