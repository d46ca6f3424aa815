import type { CaseKnowledge } from '../../src/cases/caseKnowledge.js';
import type { DeskFrame, Suggestion } from '../../src/desk/wire.js';

export const anna = { id: 'anna', name: 'Anna Keller' };
export const bob = { id: 'bob', name: 'Bob Shah' };
export const sofia = { id: 'sofia', name: 'Sofia Lindqvist' };
export const agents = [anna, bob, sofia];
export const roles: Record<string, DeskFrame['me']['roles']> = {
  anna: ['agent'],
  bob: ['agent'],
  sofia: ['agent', 'supervisor'],
};

const day = 24 * 60;
export const knowledge: CaseKnowledge = {
  ...{ name: 'BT Trustwise certificate support', timeZone: 'Europe/London', hours: [], holidays: [] },
  limits: {
    waiting: 10,
    unclaimed: day,
    firstAnswer: 5,
    answer: 30,
    customerQuiet: day,
    onHold: day,
    returned: 7 * day,
    resolved: day,
  },
  groups: ['Validation', 'Billing'],
  canned: [
    {
      title: 'Greeting',
      text: 'Hello, thank you for waiting. I have read what you told the assistant, so you needn’t repeat it.',
    },
    {
      title: 'Fax the letter',
      text: 'Please print the letter on your company’s paper, sign it and fax it to 0870 6083838 with your case number.',
    },
    {
      title: 'Compromised key',
      text: 'Please stop using the key at once. We revoke the certificate as soon as you confirm its serial number.',
    },
    {
      title: 'New request',
      text: 'Please make a new key and a new certificate request with the same distinguished name, and send only the request.',
    },
    { title: 'Closing', text: 'I am glad that this is settled. If anything comes up again, just write here.' },
  ],
  outcomes: [
    { id: 'free-replacement', title: 'It is replaced free' },
    { id: 'restore-from-backup', title: 'Restore it from the backup' },
    { id: 'paid-replacement', title: 'A new one has to be bought' },
    { id: 'needs-human', title: 'A person decides' },
  ],
  facts: [
    { name: 'loss', label: 'What happened' },
    { name: 'hasBackup', label: 'Usable backup' },
    { name: 'product', label: 'Certificate' },
    { name: 'commonName', label: 'Common name' },
    { name: 'orderDate', label: 'Ordered on' },
    { name: 'lossDate', label: 'Lost on' },
    { name: 'newCommonName', label: 'New common name' },
  ],
  says: {
    'case.claimed': '{agent} has joined the conversation and answers from here on.',
    'case.released': 'Your case waits for the next colleague; you keep your place.',
    'case.held': '{agent} has to look into this and comes back to you here.',
    'case.transferred': '{agent} goes on with your case.',
    'case.toGroup': 'Your case is passed to our {group} team.',
    'case.resolved': 'Your case {case} is settled.',
    'case.returned': '{agent} has given the conversation back to the assistant.',
    'case.confirmed': '{agent} has confirmed: {title}.',
    'case.overridden': '{agent} has decided: {title}.',
  },
};

export const suggestions: Suggestion[] = [
  {
    entry: 'replace.eligibility',
    title: 'When a lost certificate is replaced free',
    text: 'A certificate whose key was lost is replaced free within 30 days of its order. After that a new one has to be bought.',
    sources: ['If you lose your key within 30 days of ordering we will replace the certificate free of charge.'],
    confidence: 0.86,
  },
  {
    entry: 'replace.letter',
    title: 'The letter that we need',
    text: 'Write on your company’s paper that the key was lost, with the common name and the order’s date, and have it signed by the technical contact.',
    sources: ['The letter must be on company headed paper and signed by the technical contact.'],
    confidence: 0.61,
  },
];
