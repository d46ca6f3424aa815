/**
 * Remembers what was made of the last few texts: one message is looked at by many rules, and customers say the same
 * things.
 */
export class Recent<Value> {
  private readonly values = new Map<string, Value>();

  /** @param most how many are remembered; the one not asked for the longest goes first */
  constructor(private readonly most: number) {}

  /** What was made of that key, made now where it isn't remembered. Nobody may change it. */
  get(key: string, make: () => Value): Value {
    const value = this.values.has(key) ? this.values.get(key)! : make();
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.most) this.values.delete(this.values.keys().next().value!);
    return value;
  }
}
