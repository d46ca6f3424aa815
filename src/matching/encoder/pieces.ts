const SPACE = '▁';
const RESERVED = 6;

/** Splits a text into the sub-word pieces of a unigram model: the most likely split, found by Viterbi's algorithm. */
export class Pieces {
  private readonly ids = new Map<string, { id: number; score: number }>();
  private readonly longest: number;

  /**
   * @param pieces every piece with its log probability; the first six are reserved, piece 0 stands for what no piece
   * covers
   */
  constructor(pieces: [piece: string, score: number][]) {
    pieces.forEach(([piece, score], id) => {
      if (id >= RESERVED && !this.ids.has(piece)) this.ids.set(piece, { id, score });
    });
    this.longest = Math.max(...[...this.ids.keys()].map((piece) => piece.length));
  }

  /** Whether the word is a piece of its own: a list of common English words comes with the model. */
  isWord(word: string): boolean {
    return this.ids.has(SPACE + word);
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
      for (let end = start + 1; end <= Math.min(length, start + this.longest); end++) {
        const piece = this.ids.get(marked.slice(start, end));
        if (!piece) continue;
        covered = true;
        if (soFar + piece.score >= best[end]!) {
          best[end] = soFar + piece.score;
          from[end] = start;
          id[end] = piece.id;
        }
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
}
