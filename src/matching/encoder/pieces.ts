const SPACE = '▁';
const RESERVED = 6;
/** More than there are signs: a step of the trie is its node times this plus the sign. */
const SIGNS = 0x10000;

/** Splits a text into the sub-word pieces of a unigram model: the most likely split, found by Viterbi's algorithm. */
export class Pieces {
  /** From a node by a sign to the next node. The root is 0. */
  private readonly steps = new Map<number, number>();
  /** The piece that ends at a node; -1 where none does. */
  private readonly ids: number[] = [-1];
  private readonly scores: number[] = [0];

  /**
   * @param pieces every piece with its log probability; the first six are reserved, piece 0 stands for what no piece
   * covers
   */
  constructor(pieces: [piece: string, score: number][]) {
    pieces.forEach(([piece, score], id) => {
      if (id < RESERVED) return;
      const node = this.nodeFor(piece);
      if (this.ids[node] !== -1) return;
      this.ids[node] = id;
      this.scores[node] = score;
    });
  }

  /** Whether the word is a piece of its own: a list of common English words comes with the model. */
  isWord(word: string): boolean {
    let node: number | undefined = this.steps.get(SPACE.charCodeAt(0));
    for (let at = 0; at < word.length && node !== undefined; at++)
      node = this.steps.get(node * SIGNS + word.charCodeAt(at));
    return node !== undefined && this.ids[node] !== -1;
  }

  /** The ids of a text's pieces, `most` at the most; never none. */
  split(text: string, most: number): number[] {
    const marked = SPACE + text.normalize('NFKC').trim().replace(/\s+/g, SPACE);
    const length = marked.length;
    const best = new Float64Array(length + 1).fill(Number.NEGATIVE_INFINITY);
    const from = new Int32Array(length + 1);
    const id = new Int32Array(length + 1);
    best[0] = 0;
    for (let start = 0; start < length; start++) {
      const soFar = best[start]!;
      if (soFar === Number.NEGATIVE_INFINITY) continue;
      let covered = false;
      let node: number | undefined = 0;
      for (let end = start + 1; end <= length; end++) {
        node = this.steps.get(node * SIGNS + marked.charCodeAt(end - 1));
        if (node === undefined) break;
        if (this.ids[node] === -1) continue;
        covered = true;
        const score = soFar + this.scores[node]!;
        if (score < best[end]!) continue;
        best[end] = score;
        from[end] = start;
        id[end] = this.ids[node]!;
      }
      if (!covered && soFar >= best[start + 1]!) {
        best[start + 1] = soFar;
        from[start + 1] = start;
        id[start + 1] = 0;
      }
    }
    const backwards: number[] = [];
    for (let end = length; end > 0; end = from[end]!)
      if (!(id[end] === 0 && backwards.at(-1) === 0)) backwards.push(id[end]!);
    return backwards.length > 0 ? backwards.reverse().slice(0, most) : [0];
  }

  private nodeFor(piece: string): number {
    let node = 0;
    for (let at = 0; at < piece.length; at++) {
      const step = node * SIGNS + piece.charCodeAt(at);
      const next = this.steps.get(step) ?? this.ids.length;
      if (next === this.ids.length) {
        this.steps.set(step, next);
        this.ids.push(-1);
        this.scores.push(0);
      }
      node = next;
    }
    return node;
  }
}
