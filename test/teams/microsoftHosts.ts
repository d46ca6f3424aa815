import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';

/** Microsoft's hosts on this machine, behind TLS: what a service must have in its environment to take them for real. */
export interface MicrosoftHosts {
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** Puts web servers of this machine behind the names of hosts. @param hosts the address (http) of each */
export async function microsoftHosts(hosts: Record<string, string>): Promise<MicrosoftHosts> {
  const names = Object.keys(hosts);
  const folder = mkdtempSync(join(tmpdir(), 'certdesk-microsoft-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${names[0]}`];
  const named = ['-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`];
  execFileSync('openssl', [...request, ...named, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => {
    const behind = connect(Number(new URL(hosts[socket.servername || '']!).port), '127.0.0.1');
    const end = () => [socket, behind].map((one) => one.destroy());
    for (const one of [socket, behind]) one.on('error', end).on('close', end);
    socket.pipe(behind).pipe(socket);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      NODE_OPTIONS: `--require=${join(__dirname, 'asMicrosoft.cjs')}`,
      NODE_EXTRA_CA_CERTS: cert,
      CERTDESK_TEST_HOSTS: JSON.stringify(Object.fromEntries(names.map((name) => [name, port]))),
    },
    close: async () => {
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
