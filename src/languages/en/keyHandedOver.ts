const WORDS = new Set(
  (
    "a an and as at attached below certificate certificate's file find follows following for from here here's hi hello in is it it's its key " +
    "keys my mine of ok okay our ours pasted pem please pkcs private rsa see sent server server's so that that's the them there there's " +
    'these this those you your'
  ).split(' '),
);

/** Whether all that a text says is that here is a key: "this is my private key, please see below". */
export function onlyHandsKeyOver(text: string): boolean {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+/gu) ?? [];
  return !text.includes('?') && words.every((word) => WORDS.has(word));
}
