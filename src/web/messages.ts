// What the widget (on a customer's page) and the chat page (in its frame) tell each other by postMessage.

/**
 * From the frame: it runs and waits for `hello`; a reply has come (its id); "close me"; its customer's sign-in has run out.
 */
export type FromFrame =
  | { certdesk: 'ready' }
  | { certdesk: 'reply'; id?: string }
  | { certdesk: 'close' }
  | { certdesk: 'signInNeeded' }
  | { certdesk: 'signedOut' };

/**
 * To the frame: who the customer is (a JWT, or null for nobody), and whether what a former one left behind is to be
 * forgotten; whether the chat is shown; or: sign out.
 */
export type ToFrame =
  | { certdesk: 'hello'; signIn: string | null; forget: boolean }
  | { certdesk: 'shown'; open: boolean }
  | { certdesk: 'signOut' };

const fromFrame = new Set<unknown>([
  'ready',
  'reply',
  'close',
  'signInNeeded',
  'signedOut',
] satisfies FromFrame['certdesk'][]);

/** A message of the frame's, or undefined: pages get all sorts of messages. */
export function readFromFrame(data: unknown): FromFrame | undefined {
  if (!isRecord(data) || !fromFrame.has(data.certdesk)) return undefined;
  if (data.certdesk === 'reply') return { certdesk: 'reply', id: typeof data.id === 'string' ? data.id : undefined };
  return data as FromFrame;
}

/** A message to the frame, or undefined. */
export function readToFrame(data: unknown): ToFrame | undefined {
  if (!isRecord(data)) return undefined;
  const { certdesk, signIn, forget, open } = data;
  if (certdesk === 'signOut') return { certdesk };
  if (certdesk === 'shown' && typeof open === 'boolean') return { certdesk, open };
  if (certdesk === 'hello' && (signIn === null || typeof signIn === 'string'))
    return { certdesk, signIn, forget: forget === true };
  return undefined;
}

const isRecord = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null;
