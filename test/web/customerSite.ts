import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a customer's site answers with, whatever is asked for. */
export interface SitePage {
  head?: string;
  body?: string;
  policy?: string;
}

/** A site of a customer of the desk: another origin, whose page the test decides. */
export interface CustomerSite {
  origin: string;
  /** From now on the site has this page. */
  has(page: SitePage): void;
  close(): void;
}

export async function customerSite(): Promise<CustomerSite> {
  let page: SitePage = {};
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (page.policy) response.setHeader('content-security-policy', page.policy);
    const { head = '', body = '' } = page;
    response.end(
      `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>A shop</title>${head}</head><body><h1>A shop</h1>${body}</body></html>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    has: (now) => {
      page = now;
    },
    close: () => server.close(),
  };
}
