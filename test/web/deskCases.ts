import { type DeskCase, type Draft, deskCase } from './deskCase.js';
import { anna, bob } from './deskKnowledge.js';

/** A day in minutes. */
const day = 24 * 60;

const asksOf = (person: string): Draft['said'][number] => [
  'user',
  'Talk to a person',
  Number(person),
  { pressed: true },
];

/** A desk as it may be on a Tuesday morning. @param now ms */
export function demoCases(now: number): DeskCase[] {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const byAnna = { kind: 'agent' as const, ...anna };
  return [
    {
      ...{ id: 'C-7KQ2MX', reason: 'decided' as const, since: 12, customer: 'joe' },
      contact: { name: 'Joe Baker', email: 'joe.baker@example.co.uk', telephone: '020 7946 0018' },
      facts: {
        commonName: 'www.example.co.uk',
        loss: 'private-key',
        hasBackup: false,
        product: 'secure-server',
        orderDate: '2026-10-27',
      },
      outcome: 'needs-human',
      brief: {
        why: 'The order is 32 days old and the day of the loss is not sure: the limit of 30 days is near.',
        verdict: {
          ...{ outcome: 'needs-human', title: 'A person decides', edition: '2026-11-27 · 4f2a9c' },
          text: 'Whether it is replaced free depends on the day on which the key was lost.',
          reasons: [
            { text: 'The private key is lost and there is no backup.' },
            {
              text: 'It was ordered 32 days ago; the page promises 30 days.',
              source: 'If you lose your key within 30 days of ordering we will replace the certificate free of charge.',
            },
          ],
          plan: [
            'Find out when exactly the key was lost.',
            'Within 30 days: ask for the signed letter by fax, then have a new request sent.',
            'After that: a new certificate has to be bought.',
          ],
          at: ago(13),
        },
        facts: [
          {
            fact: 'loss',
            label: 'What happened',
            value: 'private-key',
            shown: 'The private key is lost',
            origin: 'typed',
            words: 'the disk died and the key went with it',
          },
          {
            fact: 'hasBackup',
            label: 'Usable backup',
            value: false,
            shown: 'No',
            origin: 'typed',
            words: 'no backup I’m afraid',
          },
          {
            fact: 'product',
            label: 'Certificate',
            value: 'secure-server',
            shown: 'Class 3 Secure Server Certificate',
            origin: 'pressed',
            words: 'Class 3 Secure Server Certificate',
          },
          {
            fact: 'commonName',
            label: 'Common name',
            value: 'www.example.co.uk',
            shown: 'www.example.co.uk',
            origin: 'certificate',
            words: 'server.crt',
          },
          {
            fact: 'orderDate',
            label: 'Ordered on',
            value: '2026-10-27',
            shown: '27 October 2026',
            origin: 'typed',
            words: 'ordered it on the 27th of last month',
          },
          {
            fact: 'newCommonName',
            label: 'New common name',
            value: 'www.example.co.uk',
            shown: 'www.example.co.uk',
            origin: 'assumed',
            words: null,
          },
        ],
        missing: [{ fact: 'lossDate', label: 'Lost on' }],
        done: ['Backing up on IIS 5, to step 3', 'When a lost certificate is replaced free'],
        removed: ['A private key (PEM)'],
      },
      said: [
        ['user', 'Hi, our web server’s disk died and the key went with it. Can you replace the certificate?', 1460],
        [
          'bot',
          'I’m sorry to hear that. Let’s see whether yours is replaced free.\nDo you have a backup of it, and the backup’s password?',
          1460,
        ],
        ['user', 'no backup I’m afraid', 19],
        ['bot', 'Which certificate was it?', 19],
        ['user', 'Class 3 Secure Server Certificate', 18, { pressed: true }],
        ['user', 'this is the old one', 17, { files: ['server.crt'] }],
        ['bot', 'Thank you, I have read www.example.co.uk from it. When did you order it?', 17],
        ['user', 'ordered it on the 27th of last month', 15],
        [
          'bot',
          'That is 32 days ago, and the page promises 30. A person decides this; I have noted all that you told me.',
          13,
        ],
        [
          'system',
          'Your case C-7KQ2MX is noted for a person. Somebody is here; it usually takes about ten minutes.',
          12,
        ],
        ['user', 'All right. The shop is down until this is sorted, so please be quick.', 11],
        ['user', 'The disk may have failed a few days before anybody noticed, if that matters.', 10],
      ],
      history: [
        [{ kind: 'customer' }, 'contact', 'waiting', 11],
        [
          { kind: 'agent', ...bob },
          'note',
          'waiting',
          8,
          'Same customer as C-5RT8WA in September: paid on time, very correct. I’d give them the two days.',
        ],
      ],
    },
    {
      ...{
        id: 'C-9XW4PD',
        reason: 'compromised' as const,
        since: 4,
        contact: { name: 'Priya Natarajan', telephone: '0161 496 0200' },
      },
      facts: { commonName: 'pay.fabrikam.com', loss: 'compromised' },
      brief: {
        facts: [
          {
            fact: 'commonName',
            label: 'Common name',
            value: 'pay.fabrikam.com',
            shown: 'pay.fabrikam.com',
            origin: 'typed',
            words: 'pay.fabrikam.com',
          },
        ],
        missing: [
          { fact: 'product', label: 'Certificate' },
          { fact: 'orderDate', label: 'Ordered on' },
        ],
        removed: ['A private key (PEM)', 'A password'],
      },
      said: [
        ['user', 'our key for pay.fabrikam.com was in a public repository over the weekend', 5],
        ['bot', 'Please stop using that key at once. A person takes this over now.', 4],
        ['user', 'we have switched it off. how fast can you revoke?', 3],
      ],
    },
    {
      ...{
        id: 'C-2HJ6ZN',
        reason: 'asked' as const,
        since: 26,
        facts: { commonName: 'mail.contoso.org' },
        said: [asksOf('27'), ['system', 'Your case C-2HJ6ZN is noted for a person.', 26]],
      },
    },
    {
      ...{ id: 'C-4BD9LQ', reason: 'misunderstood' as const, since: 18, contact: { name: 'M. Okafor' } },
      said: [
        ['user', 'the thing says keyset does not exist what now', 20],
        ['bot', 'I’m not getting anywhere with this, and a person may do better.', 19],
        ['user', 'yes please someone who knows IIS', 18],
      ],
    },
    {
      ...{
        id: 'C-6TN3YB',
        reason: 'asked' as const,
        since: 70,
        contact: { name: 'Hannah Price', email: 'hannah@northwind.example' },
        facts: { commonName: 'shop.northwind.example' },
      },
      to: { status: 'assigned', agent: anna, answeredAt: ago(60), waitingSince: ago(6) },
      said: [
        ['user', 'I would like to talk about our invoice', 71],
        ['system', 'Anna Keller has joined the conversation and answers from here on.', 62],
        ['agent', 'Hello Hannah, which invoice is it about?', 60, { name: anna.name }],
        ['user', 'The one of 3 November, 20-4471. The VAT number is missing.', 6],
      ],
      history: [
        [byAnna, 'claim', 'assigned', 62],
        [byAnna, 'reply', 'with-customer', 60],
        [{ kind: 'customer' }, 'customer-wrote', 'assigned', 6],
      ],
    },
    {
      ...{
        id: 'C-8VC5RK',
        reason: 'decided' as const,
        since: 190,
        contact: { name: 'Tom Ellery' },
        facts: { commonName: 'vpn.ellery.example' },
        outcome: 'paid-replacement',
      },
      to: { status: 'on-hold', agent: anna, answeredAt: ago(180), waitingSince: null },
      said: [
        ['user', 'the letter is on its way by fax', 150],
        ['system', 'Anna Keller has to look into this and comes back to you here.', 140],
      ],
      history: [
        [byAnna, 'claim', 'assigned', 185],
        [byAnna, 'hold', 'on-hold', 140, 'Waiting for the signed letter'],
      ],
    },
    {
      ...{
        id: 'C-3MP7GS',
        reason: 'feedback' as const,
        since: 95,
        contact: { name: 'Ines Duarte' },
        facts: { commonName: 'intranet.litware.example' },
      },
      to: { status: 'with-customer', agent: bob, answeredAt: ago(80), waitingSince: null },
      said: [
        ['user', 'that answer was no help at all', 96],
        ['agent', 'I am sorry about that. Which version of IIS is it?', 80, { name: bob.name }],
      ],
    },
    {
      ...{
        id: 'C-5RT8WA',
        reason: 'decided' as const,
        since: 80 * day,
        customer: 'joe',
        contact: { name: 'Joe Baker' },
        facts: { commonName: 'shop.example.co.uk' },
      },
      to: {
        status: 'closed',
        agent: bob,
        answeredAt: ago(80 * day - 20),
        waitingSince: null,
        resolvedAt: ago(80 * day - 60),
        resolution: 'Replacement agreed',
        rating: { score: 'good', comment: 'Quick and friendly.', at: ago(80 * day - 70) },
      },
      said: [['user', 'thank you', 80 * day - 50]],
    },
  ].map((draft) => deskCase(draft as Draft, now));
}
