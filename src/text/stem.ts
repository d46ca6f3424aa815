/** What would be left of "noted" is a word of its own, and denies. */
const WORDS_OF_THEIR_OWN = new Set(['not']);

/** A word without its usual English endings; two forms of one word mostly share it. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  let left = word;
  if (word.endsWith('ies') && word.length > 4) left = `${word.slice(0, -3)}y`;
  else if (/(?:sh|ch|x)es$/.test(word)) left = word.slice(0, -2);
  else if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) left = word.slice(0, -1);
  const ending = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(left);
  if (ending?.[1] && ending[1].length > 2 && !WORDS_OF_THEIR_OWN.has(ending[1]))
    left = ending[1].replace(/([bdfgkmnprt])\1$/, '$1');
  return left.endsWith('e') && left.length > 4 ? left.slice(0, -1) : left;
}
