import type { Duplex } from 'node:stream';

/** A client on another continent has its answer after so long; whoever has not hung up by then never will. */
const GRACE_MS = 1000;

/**
 * Says the last words to a connection and gives its descriptor back, whatever the client does: it is ended, and
 * destroyed after a short grace. A client that keeps its own half open would hold it for good otherwise.
 * @param words the whole answer, head and all; none where the client can't be told anything any more
 */
export function letGo(socket: Duplex, words = '', graceMs = GRACE_MS): void {
  if (socket.destroyed) return;
  const late = setTimeout(() => socket.destroy(), graceMs);
  socket.once('close', () => clearTimeout(late));
  socket.on('error', () => socket.destroy());
  // What still arrives is thrown away: unread, it would turn the answer into a reset.
  socket.resume();
  if (socket.writable) socket.end(words);
}
