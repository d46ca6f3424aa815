// What is printed: figures, and of each promise whether it holds.
const NAMES = {
  floor: 'floor: SDK, echo bot, no storage',
  bare: 'less: a context and the handler',
  limit: 'limit: HTTP and one commit, no bot',
  embeddedFew: 'embedded database',
  embeddedMany: 'embedded, many stored',
  postgresFew: 'PostgreSQL',
  postgresMany: 'PostgreSQL, many stored',
};

export class Report {
  #missed = [];

  head(text) {
    console.log(`\n${text}`);
  }

  tell(what, value) {
    console.log(`  ${what.padEnd(76)}${value}`);
  }

  /** A figure that decides how the run ends. */
  promise(what, value, bound) {
    const holds = this.#judged(what, value, bound);
    if (!holds) this.#missed.push(what);
  }

  /** A figure that is wished for: it is judged and does not decide how the run ends. */
  aim(what, value, bound) {
    this.#judged(what, value, bound, 'aim');
  }

  /** The rates of all rounds, one line for each program. */
  rates(rounds) {
    const columns = [
      ['turns/s', ({ turns }) => turns.toFixed(0)],
      ['without encoding', ({ bareTurns }) => bareTurns.toFixed(0)],
      ['CPU ms of it', ({ cpuEach }) => cpuEach.toFixed(2)],
      ['requests/s', ({ requests }) => requests.toFixed(0)],
      ['new', ({ newShare }) => percent(newShare)],
      ['encoded/turn', ({ encodedEach }) => encodedEach.toFixed(2)],
      ['ms each', ({ encodingMs }) => encodingMs.toFixed(1)],
      ['encoding', ({ encoding }) => percent(encoding)],
      ['its CPU', ({ cpu }) => percent(cpu)],
      ["generator's", ({ generator }) => percent(generator)],
      ["database's", ({ database }) => (database === null ? '-' : percent(database))],
    ];
    console.log(
      `  ${''.padEnd(30)}${columns.map(([title]) => title.padStart(Math.max(8, title.length) + 2)).join('')}`,
    );
    for (const name of Object.keys(rounds[0])) {
      const [first] = rounds.map((round) => round[name]);
      const middle = Object.fromEntries(
        Object.keys(first).map((key) => [
          key,
          first[key] === null ? null : median(rounds.map((round) => round[name][key])),
        ]),
      );
      console.log(
        `  ${(NAMES[name] ?? name).padEnd(30)}${columns.map(([title, show]) => show(middle).padStart(Math.max(8, title.length) + 2)).join('')}`,
      );
    }
  }

  /** @returns the exit status: 0 when all promises hold */
  end() {
    console.log('\nAims are judged and change nothing about how this ends; promises do.');
    console.log(this.#missed.length === 0 ? 'All promises hold.' : `Missed: ${this.#missed.join('; ')}.`);
    return this.#missed.length === 0 ? 0 : 1;
  }

  #judged(what, value, { atLeast = -Infinity, atMost = Infinity, unit }, kind = 'promise') {
    const holds = value >= atLeast && value <= atMost;
    const bound = atLeast > -Infinity ? `at least ${atLeast}` : `at most ${atMost}`;
    const shown = unit ? `${value.toFixed(unit === 'ms' && value >= 100 ? 0 : 1)} ${unit}` : value.toFixed(2);
    this.tell(what, `${shown.padEnd(12)}${kind}: ${bound}${unit ? ` ${unit}` : ''}, ${holds ? 'holds' : 'missed'}`);
    return holds;
  }
}

/** The share of a sorted list that lies below. */
export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

export function bytes(count) {
  return count >= 2 ** 20 ? `${(count / 2 ** 20).toFixed(1)} MB` : `${(count / 1024).toFixed(1)} kB`;
}

function percent(share) {
  return `${(100 * share).toFixed(0)} %`;
}
