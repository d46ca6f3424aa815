import type { Database } from '../../storage/database.js';
import { noteSignOut, type SignOut, signOutsOf } from '../../storage/signOuts.js';
import type { Holder, SignedIn } from './tokens.js';

/** For so long a replica goes by what it was told last: another's sign-out is known here after that time. */
const FRESH_MS = 2000;
const REMEMBERED = 5000;
/** A database that takes longer must not use up the time in which a message is refused: what was known before counts. */
const PATIENCE_MS = 300;

/** Who has signed out: tokens live on for as long as they say, and are worth nothing from then on. */
export class SignOuts {
  private readonly known = new Map<string, { signOut: SignOut | undefined; asked: number }>();

  private readonly asking = new Map<string, Promise<SignOut | undefined>>();

  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** The customer's generation now: tokens are issued with it. */
  async generation(userId: string): Promise<number> {
    return (await this.last(userId))?.generation ?? 0;
  }

  /** Whether what they hold was given out after their last sign-out. */
  async outlived({ userId, generation = 0 }: Holder): Promise<boolean> {
    return generation >= (await this.generation(userId));
  }

  /**
   * Whether a page's server vouched for them after their last sign-out. Where it doesn't say when it did (`iat`), what
   * would have ended no later than that sign-in has ended with it.
   */
  async vouchedSince({ userId, issuedAt, until }: SignedIn): Promise<boolean> {
    const last = await this.last(userId);
    if (!last) return true;
    return issuedAt === undefined ? until * 1000 > last.until : issuedAt > Math.floor(last.at / 1000);
  }

  /** Of these customers, those whose tokens of these generations are worth nothing any more. */
  async signedOut(holders: readonly Holder[]): Promise<Set<Holder>> {
    const last = await signOutsOf(this.database, [...new Set(holders.map(({ userId }) => userId))]);
    return new Set(holders.filter(({ userId, generation = 0 }) => generation < (last.get(userId)?.generation ?? 0)));
  }

  /** Signs a customer out everywhere. @param until when what they hold would have ended (seconds since 1970) */
  async signOut(userId: string, until: number): Promise<void> {
    this.remember(userId, await noteSignOut(this.database, userId, this.now().getTime(), until * 1000));
  }

  private async last(userId: string): Promise<SignOut | undefined> {
    const known = this.known.get(userId);
    if (known && performance.now() - known.asked < FRESH_MS) return known.signOut;
    const asked = this.ask(userId);
    if (!known) return asked;
    let timer: NodeJS.Timeout | undefined;
    const before = new Promise<SignOut | undefined>((late) => {
      timer = setTimeout(() => late(known.signOut), PATIENCE_MS);
    });
    return Promise.race([asked, before]).finally(() => clearTimeout(timer));
  }

  /** Asks the database, once for all who want to know at a time. */
  private ask(userId: string): Promise<SignOut | undefined> {
    const asking =
      this.asking.get(userId) ??
      signOutsOf(this.database, [userId])
        .then((found) => {
          this.remember(userId, found.get(userId));
          return found.get(userId);
        })
        .finally(() => this.asking.delete(userId));
    this.asking.set(userId, asking);
    return asking;
  }

  /** An answer that was under way while the customer signed out here is older than what is known. */
  private remember(userId: string, heard: SignOut | undefined): void {
    const before = this.known.get(userId)?.signOut;
    const signOut = before && before.generation > (heard?.generation ?? 0) ? before : heard;
    this.known.delete(userId);
    this.known.set(userId, { signOut, asked: performance.now() });
    if (this.known.size > REMEMBERED) this.known.delete(this.known.keys().next().value!);
  }
}
