/** A passage of the knowledge that may answer a text. */
export interface Passage {
  /** The entry's id. */
  entry: string;
  title: string;
  text: string;
  /** The sentences of the page that it rests on. */
  sources: string[];
  /** 0 to 1. */
  confidence: number;
}

/** Finds the passages that may answer a text, the likeliest first; none where it can't be told just now. */
export type Suggest = (text: string) => Promise<Passage[]>;
