import type { IncomingMessage } from 'node:http';
import { bucketOf, clientAddress } from '../../src/server/clientAddress.js';

const request = (forwarded: string | undefined) =>
  ({ socket: { remoteAddress: '10.0.0.1' }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

test.each([
  ['no proxy is trusted', 0, '203.0.113.9', '10.0.0.1'],
  ['one proxy wrote the last entry', 1, '203.0.113.9, 192.0.2.1', '192.0.2.1'],
  ['two proxies', 2, '203.0.113.9, 192.0.2.1, 10.1.1.1', '192.0.2.1'],
  ['a port behind the address', 1, '192.0.2.1:52344', '192.0.2.1'],
  ['IPv6 with a port', 1, '[2001:db8::1]:52344', '2001:db8::1'],
  ['IPv6 in brackets', 1, '[2001:db8::1]', '2001:db8::1'],
  ['nonsense', 1, 'unknown', '10.0.0.1'],
  ['nothing', 1, undefined, '10.0.0.1'],
  ['fewer entries than proxies', 3, '192.0.2.1', '10.0.0.1'],
])('%s', (_, proxies, forwarded, address) => expect(clientAddress(request(forwarded), proxies)).toBe(address));

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:DB8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s shares the limit of %s', (address, bucket) => expect(bucketOf(address)).toBe(bucket));
