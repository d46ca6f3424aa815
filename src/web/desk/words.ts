import type { CaseLine, Said } from '../../desk/wire.js';

// Every label of the desk's pages. What comes of the knowledge (outcomes, facts, canned answers) isn't here.

export const statusWords: Record<CaseLine['status'], string> = {
  waiting: 'Waiting',
  assigned: 'Assigned',
  'with-customer': 'With customer',
  'on-hold': 'On hold',
  resolved: 'Resolved',
  'returned-to-bot': 'With assistant',
  closed: 'Closed',
};

/** Why a person is wanted, in a line. */
export const reasonWords: Record<CaseLine['reason'], string> = {
  asked: 'Asked for a person',
  misunderstood: 'Not understood',
  decided: 'Needs a decision',
  compromised: 'Key compromised',
  'mis-issued': 'Certificate mis-issued',
  feedback: 'Unhappy with an answer',
};

/** The same as a sentence, for whoever opens the case. */
export const reasonSentences: Record<CaseLine['reason'], string> = {
  asked: 'The customer asked for a person.',
  misunderstood: 'The assistant did not understand the customer three times.',
  decided: 'The rules leave this decision to a person.',
  compromised: 'Somebody else may have the private key.',
  'mis-issued': 'The certificate is not as it was ordered.',
  feedback: 'The customer was unhappy with an answer and said why.',
};

export const originWords = {
  typed: 'told',
  pressed: 'chosen',
  certificate: 'certificate',
  assumed: 'assumed',
} as const;

/** What a line of the history says after who did it. */
export const happenedWords: Record<string, string> = {
  opened: 'opened the case',
  claim: 'claimed it',
  release: 'released it',
  reply: 'replied',
  note: 'wrote a note',
  verdict: 'decided the verdict',
  ask: 'had the assistant ask',
  hold: 'put it on hold',
  transfer: 'transferred it',
  resolve: 'resolved it',
  return: 'gave it back to the assistant',
  'asked-again': 'asked for a person again',
  'customer-wrote': 'wrote',
  'brought-back': 'brought the answer back',
  'waits-long': 'told the customer that it takes longer',
  'not-answered': 'moved it on: not answered in time',
  'customer-quiet': 'resolved it: the customer went quiet',
  'held-long': 'ended the hold: it lasted too long',
  rated: 'rated it',
  closed: 'closed it',
  contact: 'left contact details',
  removed: 'removed what was said',
  unreachable: 'took the assistant out of Teams: no reply reaches them there',
};

/** What a customer did to an earlier message, before what it says now. */
export const changedWords = {
  edited: 'Changed a message:',
  deleted: 'Deleted a message',
  restored: 'Brought a message back:',
} as const;

/** What came of a file, in a sentence. */
export function fileWords({ what, name, size, held }: NonNullable<Said['file']>): string {
  const file = `${name} (${size === null ? 'more than 64' : Math.max(1, Math.round(size / 1024))} kB)`;
  if (what === 'saved') return `The customer has put a copy of the verdict into their OneDrive: ${file}.`;
  if (held) return `The file ${file} held a private key or a password. Nothing of it was kept.`;
  return size === null || size > 64 * 1024
    ? `The file ${file} is too long to be looked through. Nothing of it was kept.`
    : `The file ${file} was looked through for private keys, and none was found. Nothing of it was kept.`;
}

export const whoWords = { customer: 'Customer', bot: 'Assistant', timer: 'Timer', agent: 'Agent' } as const;

/** What an act's button is called. */
export const actWords = {
  claim: 'Claim',
  release: 'Release',
  hold: 'Hold',
  transfer: 'Transfer',
  resolve: 'Resolve',
  return: 'Give back',
} as const;

export const shortcutWords: { keys: string[]; does: string }[] = [
  { keys: ['↑', '↓'], does: 'Move in the queue; Enter opens' },
  { keys: ['J'], does: 'Open the next case' },
  { keys: ['K'], does: 'Open the case before' },
  { keys: ['1', '–', '5'], does: 'Waiting, Mine, Assigned, On hold, All' },
  { keys: ['/'], does: 'Search; in the answer box: canned answers' },
  { keys: ['R'], does: 'Write a reply' },
  { keys: ['N'], does: 'Write a private note' },
  { keys: ['Ctrl', 'Enter'], does: 'Send' },
  { keys: ['C'], does: 'Claim' },
  { keys: ['H'], does: 'Hold' },
  { keys: ['T'], does: 'Transfer' },
  { keys: ['E'], does: 'Resolve' },
  { keys: ['B'], does: 'Give back to the assistant' },
  { keys: ['I'], does: 'Show or hide the brief (narrow screens)' },
  { keys: ['?'], does: 'Show this list' },
  { keys: ['Esc'], does: 'Close what is open, leave a box' },
];
