// Loaded before the service (`node --require`): Microsoft's hosts are on this machine, behind TLS, and nothing else is
// different. CERTDESK_TEST_HOSTS says at which port each is.
const tls = require('node:tls');

const ports = JSON.parse(process.env.CERTDESK_TEST_HOSTS ?? '{}');
const { connect } = tls;

tls.connect = (options, ...rest) => {
  const port = ports[options.host];
  if (port === undefined) return connect(options, ...rest);
  const servername = options.servername || options.host;
  return connect({ ...options, host: '127.0.0.1', port, servername }, ...rest);
};
