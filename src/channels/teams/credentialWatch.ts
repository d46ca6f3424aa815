import { X509Certificate } from 'node:crypto';
import type { BearerWatch, SdkSettings } from './bearer.js';
import { REFUSALS } from './tokenRefusal.js';

const DAY_MS = 24 * 3600_000;
/** Whoever has to have a new secret made in another department needs weeks. */
const WARNED_BEFORE_MS = 42 * DAY_MS;

/**
 * Knows when the bot's secret or certificate ends, and whether its tokens are refused: the bot is silent then, and nobody
 * in the chats could say why.
 */
export class CredentialWatch implements BearerWatch {
  /** Tokens that were refused so far. */
  refusals = 0;
  private refusal: string | null = null;

  /** @param expires null where nobody knows */
  constructor(
    private readonly expires: Date | null,
    private readonly now: () => Date,
  ) {}

  got(): void {
    this.refusal = null;
  }

  refused(reason: string): void {
    this.refusals += 1;
    this.refusal = reason;
  }

  /** Seconds until it ends; negative where it has, `NaN` where nobody knows. */
  secondsLeft(): number {
    return this.expires === null ? Number.NaN : Math.round((this.expires.getTime() - this.now().getTime()) / 1000);
  }

  /** What whoever runs the service should hear; a sentence each. */
  warnings(): string[] {
    const left = this.secondsLeft() * 1000;
    const day = this.expires?.toISOString().slice(0, 10);
    return [
      ...(this.refusal === null
        ? []
        : [`Teams: no token (${this.refusal}): ${REFUSALS[this.refusal] ?? 'replies wait until there is one again'}.`]),
      ...(left <= 0 ? [`Teams: the bot's secret or certificate ended on ${day}.`] : []),
      ...(left > 0 && left < WARNED_BEFORE_MS
        ? [`Teams: the bot's secret or certificate ends on ${day}, in ${Math.ceil(left / DAY_MS)} days.`]
        : []),
    ];
  }
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/;

/**
 * When the bot's credentials end: a certificate says so itself where it is given whole (it may stand beside its key), of
 * anything else only its settings do.
 * @param expires the day that was set (ISO), by which it is renewed at the latest; null where none was
 */
export function credentialsEnd(
  { CertificateThumbprint = '', CertificatePrivateKey = '' }: SdkSettings,
  expires: string | null,
): Date | null {
  const [whole] = CERTIFICATE.exec(`${CertificateThumbprint}\n${CertificatePrivateKey}`) ?? [];
  const ends = [
    ...(whole === undefined ? [] : [new Date(new X509Certificate(whole).validTo)]),
    ...(expires === null ? [] : [new Date(`${expires}T00:00:00Z`)]),
  ].map((end) => end.getTime());
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}
