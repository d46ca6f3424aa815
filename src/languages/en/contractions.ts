/** Contractions as the matcher has learned phrasings with: every one, apostrophes required. */
const CONTRACTIONS: [RegExp, string][] = [
  [/[’`´]/g, "'"],
  [/\bcan't\b|\bcannot\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\bi'm\b/g, 'i am'],
  [/'re\b/g, ' are'],
  [/'ll\b/g, ' will'],
  [/'ve\b/g, ' have'],
  [/'d\b/g, ' would'],
  [/'s\b/g, ' is'],
  [/'/g, ''],
];

/** A text in lower case with its contractions written out and no apostrophe left. */
export function withoutContractions(text: string): string {
  return CONTRACTIONS.reduce((soFar, [short, long]) => soFar.replace(short, long), text);
}
