import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** A call of a webhook, as its receiver read it. */
export interface Called {
  /** The path of the address that was called. */
  path: string;
  type: string;
  data: Record<string, unknown>;
}

/** A mail server and programs with webhooks, which keep what they are given. */
export interface Receivers {
  /** The settings by which a service tells them; a program listens at each of these paths. */
  environment: Record<string, string>;
  /** Calls whose signature was right; any other is refused. */
  called: Called[];
  /** Mails as they came, their line breaks and signs decoded. */
  posted: string[];
  close(): Promise<void>;
}

/** Opens both on this machine. @param paths where programs listen */
export async function openReceivers(paths: readonly string[] = ['/']): Promise<Receivers> {
  const called: Called[] = [];
  const posted: string[] = [];
  const hooks = createServer((request, response) => {
    let text = '';
    request.on('data', (data: Buffer) => {
      text += data.toString();
    });
    request.on('end', () => {
      // The service has the test's clock: only the signature is looked at.
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signed } = request.headers;
      const right = new Webhook(SECRET).sign(String(id), new Date(Number(at) * 1000), text);
      if (signed === right) called.push({ path: request.url ?? '', ...(JSON.parse(text) as Omit<Called, 'path'>) });
      response.statusCode = signed === right ? 204 : 401;
      response.end();
    });
  });
  const mails = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onData(stream, _, done) {
      let text = '';
      stream.on('data', (data: Buffer) => {
        text += data.toString();
      });
      stream.on('end', () => {
        posted.push(text.replaceAll('=\r\n', '').replaceAll('=3D', '='));
        done();
      });
    },
  });
  await new Promise<void>((listening) => hooks.listen(0, '127.0.0.1', listening));
  await new Promise<void>((listening) => mails.listen(0, '127.0.0.1', listening));
  const at = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}`;
  return {
    environment: {
      CERTDESK_WEBHOOKS: paths.map((path) => `${at}${path}`).join(','),
      CERTDESK_WEBHOOK_SECRET: SECRET,
      CERTDESK_SMTP_URL: `smtp://127.0.0.1:${(mails.server.address() as AddressInfo).port}`,
      CERTDESK_MAIL_FROM: 'Support <support@example.com>',
    },
    ...{ called, posted },
    async close() {
      hooks.closeAllConnections();
      hooks.close();
      await new Promise<void>((closed) => mails.close(closed));
    },
  };
}
