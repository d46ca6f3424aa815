// Customers with cases that agents have, each agent with a stream on one of them: how long a customer's words take to the agent's screen.
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { HttpLine } from '../turns/httpLine.mjs';

const BASE = '/v3/directline';

/** A customer who has a stream open. */
async function newCustomer(line, port) {
  const made = JSON.parse((await line.ask({ method: 'POST', path: `${BASE}/tokens/generate`, body: {} })).body);
  const { conversationId, token } = made;
  const begun = JSON.parse((await line.ask({ method: 'POST', path: `${BASE}/conversations`, token, body: {} })).body);
  const socket = new WebSocket(begun.streamUrl, { origin: `http://127.0.0.1:${port}` });
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));
  const say = (on, text) =>
    on.ask({
      ...{ method: 'POST', path: `${BASE}/conversations/${conversationId}/activities`, token },
      body: { type: 'message', text, channelData: { clientActivityID: randomUUID() } },
    });
  return { conversationId, socket, say };
}

/**
 * @param at where customers' and agents' service listens @param agents their tokens @returns milliseconds from each message to the agent's stream, sorted, and how many never came
 */
export async function relay({ port, deskPort }, { agents, customers, rate, ms }) {
  const line = new HttpLine(port);
  const desk = new HttpLine(deskPort);
  const all = [];
  for (let number = 0; number < customers; number++) all.push(await newCustomer(line, port));
  const served = all.slice(0, agents.length);
  const sent = new Map();
  const times = [];
  const doubled = [];
  const sockets = [];
  for (const [index, customer] of served.entries()) {
    await customer.say(line, 'talk to a person');
    const token = agents[index];
    const list = await desk.ask({ method: 'GET', path: '/desk/api/cases?status=waiting&owner=none', token });
    const waiting = JSON.parse(list.body).cases;
    // The benchmark's own customers wait for the shortest time: theirs is found by its conversation's words.
    const mine = await newest(desk, token, waiting);
    const claimed = await desk.ask({
      ...{ method: 'POST', path: `/desk/api/cases/${mine.id}/claim`, token, body: {} },
      key: randomUUID(),
    });
    if (claimed.status !== 200) throw new Error(`a claim was answered with ${claimed.status}: ${claimed.body}`);
    const socket = new WebSocket(`ws://127.0.0.1:${deskPort}/desk/api/stream`, {
      headers: { authorization: `Bearer ${token}` },
      origin: `http://127.0.0.1:${deskPort}`,
    });
    await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));
    socket.send(JSON.stringify({ type: 'watch', case: mine.id, after: 0 }));
    socket.on('message', (data) => {
      const said = JSON.parse(data.toString());
      if (said.type !== 'said') return;
      for (const { text } of said.said) {
        const began = sent.get(text);
        if (began === undefined) continue;
        if (began === null) doubled.push(text);
        else times.push(performance.now() - began);
        sent.set(text, null);
      }
    });
    sockets.push(socket);
  }
  const lines = [];
  const under = new Set();
  const begun = performance.now();
  for (let number = 0; number < (rate * ms) / 1000; number++) {
    const due = begun + (number * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((later) => setTimeout(later, wait));
    const text = `message ${number} of the run`;
    sent.set(text, due);
    const own = lines.pop() ?? new HttpLine(port);
    const asked = served[number % served.length].say(own, text).then(({ status }) => {
      if (status !== 200) sent.delete(text);
      lines.push(own);
    });
    under.add(asked);
    void asked.finally(() => under.delete(asked));
  }
  await Promise.all(under);
  for (let waits = 0; waits < 50 && [...sent.values()].some((at) => at !== null); waits++)
    await new Promise((later) => setTimeout(later, 100));
  const lost = [...sent.values()].filter((at) => at !== null).length;
  for (const own of [line, desk, ...lines]) own.close();
  for (const socket of [...sockets, ...all.map((one) => one.socket)]) socket.terminate();
  return { times: times.sort((a, b) => a - b), lost, doubled: doubled.length, sent: sent.size };
}

/** The newest of those that wait: pages go from the longest wait on. */
async function newest(line, token, first) {
  const list = await line.ask({ method: 'GET', path: '/desk/api/cases', token });
  const cases = JSON.parse(list.body).cases.filter(({ status }) => status === 'waiting');
  return cases[0] ?? first[0];
}
