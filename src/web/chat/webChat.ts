// The parts of Web Chat's global object that the page uses, as they are seen from outside: the package carries no
// types for its script.

export interface Observer<T> {
  next?(value: T): void;
  error?(fault: unknown): void;
  complete?(): void;
}
export interface Subscription {
  unsubscribe(): void;
}
export interface Observable<T> {
  subscribe(observer: Observer<T>): Subscription;
}

export interface CardAction {
  type: string;
  title: string;
  value: string;
}

export interface HowFar {
  kind: 'step' | 'question' | 'summary';
  at: number;
  of: number;
  title?: string;
}

/** A verdict in its parts. */
export interface VerdictParts {
  title: string;
  tone: 'good' | 'neutral' | 'attention';
  text: string;
  whyFirst: boolean;
  reasons: { text: string; source?: string }[];
  plan: string[];
  days: { day: number; of: number; last: string } | null;
  handed: string[];
  provisional: string;
  again: string;
}

export interface ChannelData {
  clientActivityID?: string;
  certdesk?: {
    card?: string;
    buttons?: boolean;
    answer?: unknown;
    case?: unknown;
    agent?: string;
    system?: boolean;
    /** Who answers from here on: an agent by name, or null where the assistant does. */
    answers?: string | null;
    /** How far a guide or a form is with it; null where that is over. */
    howFar?: HowFar | null;
    verdict?: VerdictParts;
  };
  [name: string]: unknown;
}

export interface Activity {
  type: string;
  /** An event's. */
  name?: string;
  id?: string;
  text?: string;
  textFormat?: string;
  value?: unknown;
  timestamp?: string;
  replyToId?: string;
  from: { id: string; name?: string; role?: string };
  channelData?: ChannelData;
  attachments?: { contentType: string; contentUrl?: string; name?: string; content?: unknown }[];
  suggestedActions?: { actions: CardAction[] };
  reactionsAdded?: { type: string }[];
  reactionsRemoved?: { type: string }[];
}

/** botframework-directlinejs's numbers. */
export const connectionStatus = {
  uninitialized: 0,
  connecting: 1,
  online: 2,
  expiredToken: 3,
  failedToConnect: 4,
  ended: 5,
} as const;

export interface DirectLine {
  activity$: Observable<Activity>;
  connectionStatus$: Observable<number>;
  postActivity(activity: Activity): Observable<string>;
  end(): void;
  /** Kept fresh by the client itself. */
  token?: string;
  watermark?: string;
}

export interface StoreAction {
  type: string;
  meta?: unknown;
  payload?: unknown;
}
export type Dispatch = (action: StoreAction) => unknown;
export interface Store {
  dispatch: Dispatch;
  getState(): { suggestedActions: readonly CardAction[] };
  subscribe(changed: () => void): () => void;
}
export type StoreMiddleware = (store: Store) => (next: Dispatch) => Dispatch;

/** A React element; the page makes its own by copying the type mark of one that Web Chat made. */
export interface Element {
  readonly $$typeof: symbol;
  readonly [name: string]: unknown;
}
export interface ActivityStatus {
  activity: Activity;
  hideTimestamp?: boolean;
  sendState?: 'sending' | 'send failed' | 'sent';
}
export type ActivityStatusMiddleware = () => (
  next: (status: ActivityStatus) => Element,
) => (status: ActivityStatus) => Element;

export interface ShownAttachment {
  activity: Activity;
  attachment: { contentType: string; content?: unknown };
}
/** Draws an attachment; false where there is nothing to draw. */
export type AttachmentMiddleware = () => (
  next: (shown: ShownAttachment) => Element | false,
) => (shown: ShownAttachment) => Element | false;

export interface WebChat {
  createDirectLine(options: { token: string; domain: string; conversationId?: string; watermark?: string }): DirectLine;
  createStore(initial: object, ...middleware: StoreMiddleware[]): Store;
  renderWebChat(options: object, element: HTMLElement): void;
}

declare global {
  interface Window {
    WebChat?: WebChat;
  }
}
