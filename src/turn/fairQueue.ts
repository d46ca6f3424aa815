/**
 * A queue in which everybody has a line of their own and the lines are served in turn: who sends a hundred waits for
 * them alone.
 */
export class FairQueue<Item> {
  /** In the order in which they are served; none of them is empty. */
  private readonly lines = new Map<string, Item[]>();
  private readonly first: Item[] = [];

  /** @param of whose line it joins */
  push(of: string, item: Item): void {
    const line = this.lines.get(of);
    if (line) line.push(item);
    else this.lines.set(of, [item]);
  }

  /** Puts what had its turn already before all lines, in its order. */
  putBack(items: readonly Item[]): void {
    this.first.unshift(...items);
  }

  /** The next one; its line is served again after all others. */
  next(): Item | undefined {
    if (this.first.length > 0) return this.first.shift();
    for (const [of, line] of this.lines) {
      this.lines.delete(of);
      const item = line.shift();
      if (line.length > 0) this.lines.set(of, line);
      return item;
    }
    return undefined;
  }

  /** Takes everything out. */
  empty(): Item[] {
    const all = [...this.first.splice(0), ...[...this.lines.values()].flat()];
    this.lines.clear();
    return all;
  }
}
