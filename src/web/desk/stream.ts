import type { FromStream, ToStream } from '../../desk/wire.js';
import { backoff } from '../backoff.js';

/** The one socket to the desk, opened anew whenever it is lost. */
export interface Stream {
  /** Sends at once where the socket is open; else it is left out: what holds is said anew after `hello`. */
  send(message: ToStream): void;
  /** The network is back, or the laptop is awake again. @param doubted a socket that looks open may be dead */
  check(doubted: boolean): void;
  close(): void;
}

interface Listening {
  /** Each message; `hello` comes first on each new socket. */
  message(message: FromStream): void;
  lost(): void;
}

/** A socket that has not said hello by then is given up. */
const HELLO_MS = 10_000;

/** @param path of the stream, on this origin */
export function openStream(path: string, listening: Listening): Stream {
  const between = backoff();
  let socket: WebSocket | null = null;
  let over = false;

  const connect = () => {
    if (over) return;
    const mine = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${path}`);
    socket = mine;
    const late = setTimeout(() => drop(mine), HELLO_MS);
    mine.onmessage = ({ data }) => {
      const message = read(data);
      if (message === null || socket !== mine) return;
      if (message.type === 'hello') {
        clearTimeout(late);
        between.reset();
      }
      listening.message(message);
    };
    mine.onclose = () => {
      clearTimeout(late);
      drop(mine);
    };
  };

  /** Its close may come much later, or never: what happens to it now is no longer of interest. */
  const drop = (one: WebSocket) => {
    if (socket !== one) return;
    socket = null;
    one.close();
    if (over) return;
    listening.lost();
    void between.wait().then(connect);
  };

  connect();
  return {
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    check(doubted) {
      if (socket !== null && doubted) drop(socket);
      if (socket === null) between.wake();
    },
    close() {
      over = true;
      socket?.close();
    },
  };
}

function read(data: unknown): FromStream | null {
  try {
    return JSON.parse(String(data)) as FromStream;
  } catch {
    return null;
  }
}
