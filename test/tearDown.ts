import { once } from 'node:events';

/** After all tests: no database server is left behind. */
export default async function tearDown(): Promise<void> {
  const keeper = globalThis.postgresKeeper;
  if (keeper.exitCode !== null) return;
  const gone = once(keeper, 'exit');
  keeper.stdin?.end();
  await gone;
}
