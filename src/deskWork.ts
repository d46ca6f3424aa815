import type { DeskNow } from './cases/deskNow.js';
import type { Calendar } from './cases/openingHours.js';
import { linkBack } from './channels/directline/linkBack.js';
import type { SignOuts } from './channels/directline/signOuts.js';
import type { StreamHub } from './channels/directline/streamHub.js';
import { StreamsSeen } from './channels/directline/streamsSeen.js';
import type { Tokens } from './channels/directline/tokens.js';
import { mailSender, postTo } from './delivery/mails.js';
import { NoticeSender, type Sender } from './delivery/noticeSender.js';
import { webhookSender } from './delivery/webhooks.js';
import { noticesOf } from './desk/caseNotices.js';
import { CaseTimers } from './desk/caseTimers.js';
import type { DeskStore } from './desk/deskStore.js';
import { DeskWatch } from './desk/deskWatch.js';
import type { Settings } from './settings.js';
import type { Database } from './storage/database.js';
import { StoredNotices } from './storage/storedNotices.js';
import type { DeskLinks } from './turn/deskLinks.js';
import type { Edition } from './turn/editions.js';
import type { Turns } from './turn/turns.js';

interface Parts {
  database: Database;
  store: DeskStore;
  turns: Pick<Turns, 'act'>;
  editions: { readonly current: Edition };
  /** Agents who are available now. */
  available(): number;
  /** What a link in a mail leads back with. */
  customers: { tokens: Tokens; signOuts: SignOuts; hub: StreamHub; page(): string };
  now(): Date;
  fault(what: string): (thrown: unknown) => void;
}

/** What the desk does that nobody asks for: it looks at the time, and sends mails and calls of webhooks. */
export interface DeskWork {
  links: DeskLinks;
  start(): void;
  stop(): Promise<void>;
}

/** Sets up what the desk does by itself. */
export async function deskWork({ webhooks, mail }: Settings, parts: Parts): Promise<DeskWork> {
  const { database, store, turns, editions, now, fault, customers } = parts;
  const calendar = (): Calendar => editions.current.cases;
  const watch = new DeskWatch({
    ...{ database, now, calendar, available: parts.available },
    onFault: fault('how things are at the desk could not be seen'),
  });
  const timers = new CaseTimers({ desk: store, turns, now, onFault: fault('cases could not be looked after') });
  const seen = new StreamsSeen({
    database,
    hub: customers.hub,
    now,
    onFault: fault('who is there could not be noted'),
  });
  const senders: { mail?: Sender; webhook?: Sender } = {
    ...(webhooks && { webhook: webhookSender({ ...webhooks, database, now }) }),
    // Loaded where it is needed: most of a start is loading.
    ...(mail && {
      mail: mailSender({
        ...{ database, now, from: mail.from, post: await postTo(mail.server) },
        words: () => editions.current.cases,
        linkBack: (conversation, userId) => linkBack(conversation, userId, customers),
      }),
    }),
  };
  const notices = new NoticeSender({
    ...{ notices: new StoredNotices(database), senders, now },
    onFault: fault('notices could not be sent'),
  });
  const reach = { webhooks: webhooks?.addresses ?? [], mail: mail !== null };
  const none = reach.webhooks.length === 0 && !reach.mail;
  const parties = [watch, timers, notices, ...(mail ? [seen] : [])];
  return {
    links: {
      now: (): DeskNow => watch.now(),
      notices: (cases, conversation) => (none ? [] : cases.flatMap((one) => noticesOf(one, conversation, reach))),
    },
    start: () => {
      for (const one of parties) one.start();
    },
    stop: async () => {
      await Promise.all(parties.map((one) => one.stop()));
    },
  };
}
