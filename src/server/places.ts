/** How many of something each address may have at a time. */
export class Places {
  private readonly taken = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Takes a place for that address. @returns what gives it back (once, however often called), or null: none is left */
  take(address: string): (() => void) | null {
    const taken = this.taken.get(address) ?? 0;
    if (taken >= this.most) return null;
    this.taken.set(address, taken + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (this.taken.get(address) ?? 1) - 1;
      if (left > 0) this.taken.set(address, left);
      else this.taken.delete(address);
    };
  }
}
