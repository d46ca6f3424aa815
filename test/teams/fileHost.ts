import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileWay } from '../../src/channels/teams/files/fileCalls.js';

/** A call as it came in. */
interface Came {
  method: string;
  host: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

type Answer = { status: number; body?: string | Buffer; headers?: Record<string, string>; hang?: boolean };

/** An address that is out on the internet: nobody is ever called there. */
const OUTSIDE = '13.107.136.10';

/** OneDrive as a web server on this machine: files to read, and addresses to which one is written once. */
export class FileHost {
  readonly came: Came[] = [];
  /** By path; what isn't there is 404. */
  readonly files = new Map<string, Answer>();
  /** Addresses to write to, by path, and what was written there; null: nothing so far. */
  readonly uploads = new Map<string, string | null>();
  /** The next answer to something that was written, in the place of the right one; with `after` it was written all the same. */
  faults: { status: number; after?: boolean; hang?: boolean }[] = [];
  /** Called once something was written, before it is answered. */
  written: () => void | Promise<void> = () => undefined;
  private server!: Server;
  private readonly folder = mkdtempSync(join(tmpdir(), 'certdesk-files-'));
  private ca = '';

  async open(): Promise<this> {
    const [key, cert] = [join(this.folder, 'key.pem'), join(this.folder, 'cert.pem')];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=sharepoint'];
    const named = ['-addext', 'subjectAltName=DNS:contoso.sharepoint.com,DNS:contoso-my.sharepoint.com'];
    execFileSync('openssl', [...request, ...named, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    this.ca = readFileSync(cert, 'utf8');
    this.server = createServer({ key: readFileSync(key), cert: this.ca }, async (asked, answer) => {
      const { method = '', url = '', headers } = asked;
      const body = (await asked.setEncoding('utf8').toArray()).join('');
      this.came.push({ method, host: headers.host ?? '', path: url, headers, body });
      const { status, body: said = '', headers: more = {}, hang } = await this.answer(method, url, headers, body);
      if (hang) return;
      answer.writeHead(status, more);
      answer.end(said);
    });
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return this;
  }

  /** The way here from whoever looks its names up. */
  get way(): Omit<FileWay, 'allowed'> {
    const { port } = this.server.address() as AddressInfo;
    return {
      resolve: async () => [{ address: OUTSIDE, family: 4 }],
      via: () => ({ host: '127.0.0.1', port, ca: this.ca }),
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answer(method: string, path: string, headers: Came['headers'], body: string): Promise<Answer> {
    if (method === 'GET') return this.files.get(path) ?? { status: 404 };
    if (method !== 'PUT') return { status: 405 };
    const fault = this.faults.shift();
    if (fault && !fault.after) return fault;
    // A session is gone with its last byte.
    if (this.uploads.get(path) !== null) return { status: 404 };
    const bytes = Buffer.byteLength(body);
    if (headers['content-range'] !== `bytes 0-${bytes - 1}/${bytes}`) return { status: 400 };
    this.uploads.set(path, body);
    await this.written();
    return fault ?? { status: 201 };
  }
}
