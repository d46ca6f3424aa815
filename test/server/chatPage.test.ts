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
