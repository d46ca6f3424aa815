// Closed loop: so many connections, each sends its next request as soon as the last was answered. What comes out is the most that can be served.
import { asked, goOn } from './customers.mjs';
import { HttpLine } from './httpLine.mjs';

/**
 * @param port the service's @param newCustomer makes the requests of one more customer
 * @returns how many requests were answered, and how many of them were turns and new questions
 */
export async function closedLoop(port, { connections, ms, newCustomer }) {
  const count = { requests: 0, turns: 0, newQuestions: 0 };
  const end = performance.now() + ms;
  const serve = async () => {
    const line = new HttpLine(port);
    try {
      while (performance.now() < end) {
        const requests = newCustomer();
        for (let request = goOn(requests); request && performance.now() < end; ) {
          const answer = await asked(line, request);
          count.requests += 1;
          if (request.turn) count.turns += 1;
          if (request.isNew) count.newQuestions += 1;
          request = goOn(requests, answer);
        }
      }
    } finally {
      line.close();
    }
  };
  await Promise.all(Array.from({ length: connections }, serve));
  return count;
}
