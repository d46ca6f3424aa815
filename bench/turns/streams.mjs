// What a thousand open streams cost: customers who have the page open and say nothing.
import WebSocket from 'ws';
import { goOn } from './customers.mjs';
import { HttpLine } from './httpLine.mjs';

const EACH = 10;
/** Streams that are opened before the first look, so that code and buffers which come with the first ones aren't counted. */
const FIRST = 50;

/** Opens streams, ten tabs to a conversation. @param newCustomer a customer who says nothing @returns bytes of memory for each thousand more */
export async function memoryOfStreams(service, { newCustomer, count = 1000 }) {
  const line = new HttpLine(service.port);
  const sockets = [];
  const open = async (most) => {
    while (sockets.length < most) {
      const requests = newCustomer();
      const { body } = await line.ask(goOn(requests));
      const { conversationId, token } = JSON.parse(body);
      await line.ask({ method: 'POST', path: '/v3/directline/conversations', token, body: {} });
      for (let tab = 0; tab < EACH && sockets.length < most; tab++) {
        const answer = await line.ask({
          method: 'GET',
          path: `/v3/directline/conversations/${conversationId}?watermark=0`,
          token,
        });
        const socket = new WebSocket(JSON.parse(answer.body).streamUrl, { origin: `http://127.0.0.1:${service.port}` });
        await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));
        sockets.push(socket);
      }
    }
  };
  await open(FIRST);
  const before = service.rss();
  await open(FIRST + count);
  const bytes = ((service.rss() - before) * 1000) / count;
  for (const socket of sockets) socket.terminate();
  line.close();
  return bytes;
}
