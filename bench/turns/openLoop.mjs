// Open loop: requests arrive at times that were fixed beforehand, whether the service has caught up or not, and the clock of each runs from
// the time at which it should have arrived. So a pause of the service counts for all who would have come meanwhile.
import { asked, goOn } from './customers.mjs';
import { HttpLine } from './httpLine.mjs';

/** Customers who are talking at the same time; each sends a message after the last was answered. */
const TALKING = 40;
/** Before the clock starts each is somewhere in their talk. */
const FURTHEST = 12;

/**
 * @param rate requests a second, with exponential gaps (Poisson) @param next numbers from 0 to 1
 * @returns milliseconds from each turn's due time to its answer, sorted
 */
export async function openLoop(port, { rate, ms, newCustomer, next }) {
  const times = [];
  const lines = [];
  const idle = await underWay(port, { newCustomer, next });
  const late = [];
  const under = new Set();
  let fault;

  const serve = async (due, customer) => {
    let request = goOn(customer.requests, customer.answer);
    if (!request) {
      customer.requests = newCustomer();
      request = goOn(customer.requests);
    }
    const line = lines.pop() ?? new HttpLine(port);
    customer.answer = await asked(line, request);
    if (request.turn) times.push(performance.now() - due);
    lines.push(line);
    const waiting = late.shift();
    if (waiting === undefined) idle.push(customer);
    else start(waiting, customer);
  };
  const start = (due, customer) => {
    const served = serve(due, customer)
      .catch((thrown) => {
        fault ??= thrown;
      })
      .finally(() => under.delete(served));
    under.add(served);
  };

  const begun = performance.now();
  for (let due = begun; due < begun + ms && !fault; due += (-Math.log(1 - next()) * 1000) / rate) {
    const wait = due - performance.now();
    if (wait > 0) await new Promise((later) => setTimeout(later, wait));
    const customer = idle.splice(Math.floor(next() * idle.length), 1)[0];
    if (customer) start(due, customer);
    else late.push(due);
  }
  while (under.size > 0) await Promise.all(under);
  for (const line of lines) line.close();
  if (fault) throw fault;
  return times.sort((a, b) => a - b);
}

async function underWay(port, { newCustomer, next }) {
  const line = new HttpLine(port);
  const customers = [];
  while (customers.length < TALKING) {
    const customer = { requests: newCustomer(), answer: undefined };
    for (let step = 2 + Math.floor(next() * FURTHEST); step > 0; step--) {
      const request = goOn(customer.requests, customer.answer);
      if (!request) break;
      customer.answer = await asked(line, request);
    }
    customers.push(customer);
  }
  line.close();
  return customers;
}
