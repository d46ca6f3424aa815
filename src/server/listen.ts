import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'restify';

/** Node's own server within restify's. */
export function httpServerOf(server: Server): HttpServer {
  return (server as unknown as { server: HttpServer }).server;
}

/** Listens; port 0 is any that is free. @returns the address, such as `http://127.0.0.1:3978` @throws what the port says */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  const http = httpServerOf(server);
  // restify passes the server's errors on as its own.
  await new Promise<void>((listening, failed) => server.once('error', failed) && http.listen(port, host, listening));
  const { port: own } = http.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${own}`;
}
