import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is counted. Labels are of our making (routes, outcomes), never ids or words. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Counter({
    name: 'certdesk_http_requests_total',
    help: 'Requests, by how they ended: a status, or aborted',
    labelNames: ['route', 'method', 'status'],
    registers: [this.registry],
  });
  readonly turnedAway = new Counter({
    name: 'certdesk_connections_turned_away_total',
    help: 'Connections that found no place',
    registers: [this.registry],
  });
  readonly durations = new Histogram({
    name: 'certdesk_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  readonly botFaults = new Counter({
    name: 'certdesk_bot_faults_total',
    help: 'Turns in which the bot failed',
    registers: [this.registry],
  });
  readonly replies = new Counter({
    name: 'certdesk_replies_total',
    help: 'Replies committed',
    registers: [this.registry],
  });

  /** @param live what is read when somebody asks */
  constructor(live: { streams(): number; waitingTurns(): number; deadLetters(): Promise<number> }) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('certdesk_streams_open', 'Streams open on this replica', live.streams);
    this.gauge('certdesk_turns_waiting', 'Turns that wait or run on this replica', live.waitingTurns);
    this.gauge('certdesk_dead_letters', 'Replies that could not be delivered', live.deadLetters);
  }

  /** Tells of the credentials by which we speak elsewhere: when they end, and how often they were refused. */
  watchCredential(watched: { secondsLeft(): number; readonly refusals: number }): void {
    const ends = 'Seconds until the secret or certificate of the bot in Teams ends';
    this.gauge('certdesk_credential_expires_seconds', ends, () => watched.secondsLeft());
    const { registry } = this;
    new Counter({
      name: 'certdesk_token_refusals_total',
      help: 'Tokens that the bot in Teams was refused',
      registers: [registry],
      collect() {
        this.reset();
        this.inc(watched.refusals);
      },
    });
  }

  private gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        // While the database is away the others are still told.
        this.set(await Promise.resolve(read()).catch(() => Number.NaN));
      },
    });
  }
}
