import { removedNotes } from '../languages/en/removedNotes.js';

// Every label of the page's and the widget's own chrome. What the assistant says is knowledge and isn't here.

export const chatWords = {
  subtitle: 'Automated assistant',
  answering: (name: string) => `${name} answers you`,
  aColleague: 'A colleague of the desk',
  chat: 'Conversation',
  closeFrame: 'Close the chat',
  menu: 'Menu',
  person: 'Talk to a person',
  save: 'Save a copy',
  anew: 'New conversation',
  theme: 'Appearance',
  themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  anewQuestion: 'Start a new conversation?',
  anewDetail: 'This one will be closed. Save a copy first if you want to keep it.',
  anewConfirm: 'Start anew',
  anewCancel: 'Keep this one',
  closing: 'This conversation is being closed. A new one starts as soon as the service has answered.',
  closingFailed: 'The conversation couldn’t be closed just now. Please try again.',
  placeholder: 'Write a message…',
  starting: 'Starting the chat…',
  offline: 'You’re offline. What you write is sent as soon as you’re back.',
  waiting: 'The service can’t be reached just now. What you write is kept and sent as soon as it answers.',
  back: 'You’re back online.',
  awayTitle: 'The chat can’t be reached',
  away: 'It may be your connection, or the service is being restarted. Nothing you wrote is lost.',
  brokenTitle: 'The chat couldn’t be loaded',
  broken: 'A part of this page didn’t arrive. Please check your connection and try again.',
  retry: 'Try again',
  endedNotice: 'This conversation has ended.',
  endedAction: 'Start a new one',
  signInNotice: 'You’ve been signed out. Please sign in on the page again.',
  keyRemoved:
    'That looked like a private key. It was removed before sending. Never share a private key with anyone, us included.',
  keyPasted: 'That is a private key, so it was not pasted. Never share a private key with anyone, us included.',
  linkOver:
    'The link from your mail is no longer good. You can ask here; say your case number, and a person will find it.',
  keyNote: removedNotes.key,
  passwordRemoved:
    'That looked like a password. It was removed before sending. Never share a password with anyone, us included.',
  passwordNote: removedNotes.password,
  refused: 'That message was refused by the service and was not sent.',
  tooLong: (length: string, longest: string) =>
    `This message is too long to be sent: it has ${length} characters, and a message may have ${longest}. It is still in the box; please shorten it, or send it in parts.`,
  dismiss: 'Dismiss',
  helpful: 'Helpful',
  notHelpful: 'Not helpful',
  feedback: 'Was this answer helpful?',
  copyCase: (number: string) => `Copy ${number}`,
  caseCopied: 'Copied',
  saveFailed: 'The copy couldn’t be made just now. Please try again.',
  you: 'You',
  saidInCopy: (who: string, when: string) => `${when}  ${who}:`,
  copyTitle: (desk: string) => `Conversation with ${desk}`,
};

export const widgetWords = {
  open: 'Open the support chat',
  close: 'Close the support chat',
  unread: (count: number) => `Open the support chat, ${count} unread`,
  frame: 'Support chat',
  refusedTitle: 'The chat can’t be shown on this page',
  refused: 'You can open it in a tab of its own instead.',
  inTab: 'Open the chat in a new tab',
  noAddress: 'certdesk: the chat needs a script tag of its own, whose address ends in /widget.js.',
};
