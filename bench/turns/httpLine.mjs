// One kept-alive HTTP connection that sends a request, waits for its answer, and sends the next. Node's own client costs as much CPU as a
// small service; on two cores it would be measured along with what it measures, so this one does the least that HTTP/1.1 asks for.
import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';
const PATIENCE_MS = 20_000;
/** Longer unused, a connection may be about to be closed by the service (after ten seconds): it is opened anew. */
const FRESH_MS = 5000;

export class HttpLine {
  #socket;
  #waiting;
  #received = '';
  #usedAt = 0;

  /** @param port where the service listens on 127.0.0.1 @param headers sent with each request */
  constructor(port, headers = {}) {
    this.port = port;
    this.headers = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  }

  /** Sends one request; `key` is its Idempotency-Key. @returns its status and body; a body is text. @throws when the line breaks or no answer comes in time */
  ask({ method, path, token, body, key }) {
    const text = body === undefined ? '' : JSON.stringify(body);
    const head = [
      `${method} ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${this.port}`,
      ...this.headers,
      ...(token ? [`Authorization: Bearer ${token}`] : []),
      ...(key ? [`Idempotency-Key: ${key}`] : []),
      ...(body === undefined ? [] : ['Content-Type: application/json']),
      `Content-Length: ${Buffer.byteLength(text)}`,
    ].join('\r\n');
    const now = performance.now();
    if (now - this.#usedAt > FRESH_MS) this.close();
    this.#usedAt = now;
    this.#socket ??= this.#open();
    return new Promise((answered, failed) => {
      this.#waiting = { answered, failed };
      this.#socket.write(`${head}${END_OF_HEAD}${text}`);
    });
  }

  close() {
    this.#socket?.removeAllListeners('close').destroy();
    this.#socket = undefined;
    this.#received = '';
  }

  #open() {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer came in time')));
    // Counted in bytes below: latin1 keeps one character for each.
    socket.setEncoding('latin1');
    socket.on('data', (data) => this.#hear(data));
    socket.on('error', (fault) => this.#broken(fault));
    socket.on('close', () => {
      this.#socket = undefined;
      this.#received = '';
      this.#broken(new Error('the service closed the connection'));
    });
    return socket;
  }

  #broken(fault) {
    this.#waiting?.failed(fault);
    this.#waiting = undefined;
  }

  #hear(data) {
    this.#received += data;
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.#received.slice(0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined)
      return this.#socket.destroy(new Error(`an answer without its length: ${head.slice(0, 100)}`));
    const whole = end + END_OF_HEAD.length + Number(length);
    if (this.#received.length < whole) return;
    const { answered } = this.#waiting;
    const body = Buffer.from(this.#received.slice(end + END_OF_HEAD.length, whole), 'latin1').toString('utf8');
    this.#received = this.#received.slice(whole);
    this.#waiting = undefined;
    answered({ status: Number(head.slice(9, 12)), body });
  }
}
