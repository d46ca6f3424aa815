// A customer beside a flood: somebody else sends all that one address can, and what the customer waits for is compared with a quiet time.
import { asked, goOn } from './customers.mjs';
import { HttpLine } from './httpLine.mjs';
import { quantile } from './report.mjs';

/** Connections of the flood. */
const FLOOD = 20;
const CUSTOMER = '198.51.100.7';
const FLOODER = '203.0.113.9';
/** What a customer waits before the next message. */
const PAUSE_MS = 150;

/**
 * @param port a service with its own limits that believes one proxy @param newCustomer makes the requests of one more
 * customer @returns the customer's p95 in ms, in quiet and in the flood, and how many of the flood's requests were
 * answered and refused
 */
export async function besideFlood(port, { newCustomer, ms }) {
  const quiet = await talk(port, { newCustomer, ms });
  const flood = { on: true, answered: 0, refused: 0 };
  const flooding = Array.from({ length: FLOOD }, () => pour(port, flood, newCustomer));
  const flooded = await talk(port, { newCustomer, ms });
  flood.on = false;
  await Promise.all(flooding);
  return { quiet, flooded, ...flood };
}

async function talk(port, { newCustomer, ms }) {
  const line = new HttpLine(port, { 'X-Forwarded-For': CUSTOMER });
  const times = [];
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const requests = newCustomer();
    for (let request = goOn(requests); request && performance.now() < end; ) {
      const begun = performance.now();
      const answer = await asked(line, request);
      if (request.turn) times.push(performance.now() - begun);
      request = goOn(requests, answer);
      await new Promise((later) => setTimeout(later, PAUSE_MS));
    }
  }
  line.close();
  return quantile(
    times.sort((one, other) => one - other),
    0.95,
  );
}

/** Conversations as fast as they are answered; what is refused is tried again at once. */
async function pour(port, flood, newCustomer) {
  const line = new HttpLine(port, { 'X-Forwarded-For': FLOODER });
  while (flood.on) {
    const requests = newCustomer();
    for (let request = goOn(requests); request && flood.on; ) {
      const answer = await line.ask(request).catch(() => ({ status: 0, body: '' }));
      const isAnswered = answer.status >= 200 && answer.status < 300;
      flood[isAnswered ? 'answered' : 'refused'] += 1;
      if (isAnswered) request = goOn(requests, answer);
    }
  }
  line.close();
}
