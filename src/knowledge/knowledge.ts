import type { Desk } from './desk.js';
import type { Answer, OutsideTopic, Procedure } from './entry.js';
import type { Form } from './form.js';
import type { Sayings } from './sayings.js';
import type { Concepts, Trade } from './words.js';

/** The page as received. */
export interface Source {
  file: string;
  text: string;
  /** Parts of the page that are navigation or headings, word for word: neither quoted nor missed. */
  navigation: string[];
}

/**
 * What `knowledge/` holds once it has been read and checked: plain data, serialisable as JSON, shared by every room.
 */
export interface Knowledge {
  source: Source;
  answers: Answer[];
  procedures: Procedure[];
  outside: OutsideTopic[];
  forms: Form[];
  desk: Desk;
  concepts: Concepts;
  trade: Trade;
  sayings: Sayings;
}
