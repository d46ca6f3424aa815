import { hkdfSync } from 'node:crypto';
import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose';
import type { z } from 'zod';

/** Seals what others keep for us, so that they can neither read nor change it. */
export class Seal {
  private readonly keys: Uint8Array[];

  /**
   * @param keys those that replicas share; the first seals, all open
   * @param purpose what is sealed: nothing that was sealed for one is opened for another
   */
  constructor(
    keys: readonly string[],
    purpose: string,
    private readonly now: () => Date,
  ) {
    this.keys = keys.map((key) => new Uint8Array(hkdfSync('sha256', key, 'certdesk', purpose, 32)));
  }

  /** @param seconds how long it is good; null: for good */
  close(content: JWTPayload, seconds: number | null): Promise<string> {
    const made = new EncryptJWT(content).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' });
    if (seconds !== null) made.setExpirationTime(Math.floor(this.now().getTime() / 1000) + seconds);
    return made.encrypt(this.keys[0]!);
  }

  /** @returns what was sealed; null where it was not by us, or is no longer good */
  async open<Content>(sealed: string, content: z.ZodType<Content>): Promise<Content | null> {
    for (const key of this.keys) {
      const opened = await jwtDecrypt(sealed, key, {
        ...{ keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'], currentDate: this.now() },
      }).catch(() => null);
      const read = content.safeParse(opened?.payload);
      if (read.success) return read.data;
    }
    return null;
  }
}
