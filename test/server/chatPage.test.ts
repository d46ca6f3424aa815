import { chatPage } from '../../src/server/chatPage.js';

const page = (changes: Partial<Parameters<typeof chatPage>[0]> = {}) =>
  chatPage({
    deskName: 'A desk',
    language: 'en-GB',
    nonce: 'N0',
    origin: 'https://desk.example',
    framers: [],
    assetName: (plain) => plain,
    ...changes,
  });
const policy = (changes = {}) => page(changes).headers['content-security-policy'] ?? '';

test('nothing of the desk is markup', () => {
  const { html } = page({ deskName: `<script>"'&` });
  expect(html).toContain('<title>&lt;script&gt;&quot;&#39;&amp;</title>');
  expect(html).not.toContain('<script>"');
});

test('nothing of the first screen is markup, and each task carries what it says', () => {
  const task = { title: '<b>Lost</b>', line: 'A "line"', says: `I've lost <i>it</i>` };
  const { html } = page({ opening: { text: '<img src=x>', tasks: [task], secrets: '<u>' } });
  expect(html).toContain('data-says="I&#39;ve lost &lt;i&gt;it&lt;/i&gt;"');
  expect(html).toContain('&lt;b&gt;Lost&lt;/b&gt;');
  expect(html).not.toMatch(/<b>|<i>|<img|<u>/);
});

test('there is no inline script and no inline style', () => {
  expect(page().html).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|<style|\sstyle=/);
});

test('the policy names the listed sites, the nonce and the socket, and nothing wide', () => {
  expect(policy({ framers: ['https://shop.example'] })).toContain("frame-ancestors 'self' https://shop.example");
  expect(policy()).toMatch(/frame-ancestors 'self'$/);
  expect(policy()).toContain("'nonce-N0'");
  expect(policy()).toContain('wss://desk.example');
  expect(policy()).not.toMatch(/unsafe|\*|script-src[^;]*nonce/);
});
