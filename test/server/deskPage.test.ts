import { deskPage } from '../../src/server/deskPage.js';

const page = (changes: Partial<Parameters<typeof deskPage>[0]> = {}) =>
  deskPage({
    deskName: 'A desk',
    language: 'en-GB',
    origin: 'https://desk.example',
    assetName: (plain) => plain,
    ...changes,
  });
const directives = (): Record<string, string> => {
  const policy = page().headers['content-security-policy'] ?? '';
  return Object.fromEntries(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]));
};

test('nothing of the desk is markup', () => {
  const { html } = page({ deskName: `<script>"'&` });
  expect(html).toContain('<title>Desk · &lt;script&gt;&quot;&#39;&amp;</title>');
  expect(html).not.toContain('<script>"');
});

test('there is no inline script and no inline style', () => {
  expect(page().html).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|<style|\sstyle=/);
});

test.each([
  ['default-src', "'none'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['object-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self'"],
  ['img-src', 'data:'],
  ['connect-src', "'self' wss://desk.example"],
  ['frame-ancestors', "'none'"],
  ['require-trusted-types-for', "'script'"],
  ['trusted-types', "'none'"],
])('the policy says %s %s', (name, sources) => {
  expect(directives()[name]).toBe(sources);
});

test('the policy says nothing else', () => {
  expect(Object.keys(directives())).toHaveLength(11);
});

test.each([
  ['x-frame-options', 'DENY'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cache-control', 'no-store'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
])('%s is %s', (name, value) => {
  expect(page().headers[name]).toBe(value);
});
