/**
 * A delivery that is put off by somebody who knows until when: a receiver that said so (`Retry-After`), or a budget that
 * is used up.
 */
export class Later extends Error {
  override name: string;

  /**
   * @param name the kind of fault, as it is kept with the letter
   * @param inMs how long it waits at least
   * @param tried whether that was a try; one that was never begun counts for none
   */
  constructor(
    name: string,
    readonly inMs: number,
    readonly tried: boolean,
  ) {
    super(`put off by ${inMs} ms`);
    this.name = name;
  }
}
