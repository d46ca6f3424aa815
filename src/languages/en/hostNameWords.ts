/**
 * Top-level domains that are words, so that a full stop without its space makes a name of two sentences ("lost it.is
 * there").
 */
export const wordEndings = new Set(
  (
    'it is in to so no my as at do me be am us by or if an we he go of on im id la de es mr ms pm tv cc bz ' +
    'help host here how now one open page plus network group global cloud live email call click contact services you see like save safe security run win work works world man men meet cash care day date ' +
    'cool best fast free fun fyi today new got can case link name support got ist get buy fan fit fail what where test example please thank yes any also and but there'
  ).split(' '),
);
/** Those among them that carry a sentence on: "died.it was old". */
export const sentenceWords = new Set(
  'it is in to so no my as at do me be am us by or if an we he of on how now what where any also and but there you'.split(
    ' ',
  ),
);
/** Words before a name which say that one follows. */
export const nameCues = new Set(
  'for is of domain site website host hostname name cn called named url address server at was be www on to and or from use using needs need with certificate cert common said it’s its'.split(
    ' ',
  ),
);
/** Those that say so even where the name would make a sentence. */
export const strongNameCues = new Set(
  'for of domain site website host hostname name cn called named url address www certificate cert'.split(' '),
);
/** What may stand behind a name that ends in a word: "cert for example.it please". */
export const afterName = new Set('please thanks thank and or which with ordered bought instead'.split(' '));
/** Top-level domains that a reply may hold as a word. */
export const endingsInReplies = new Set('no it is in my me so to at be am us by do as'.split(' '));
/** What a host name is called right before it: "host=www.example.com", "dns=…". */
export const nameLabels = new Set(
  'dns dnsname san host hostname server servername name domain site url fqdn'.split(' '),
);
/** First parts that end a sentence rather than begin a name. */
export const sentenceEnds = new Set(
  (
    'it that this me you them us server servers key keys certificate cert password passwords backup file lost now again help working work know name done gone one too ok yes no so then there here stolen broken down days order site machine computer pc disk ' +
    'died crashed failed broke burnt burned wiped deleted erased formatted expired dead over missing vanished disappeared reinstalled rebuilt moved replaced forgot forgotten happened drive laptop box raid'
  ).split(' '),
);
/** First parts of the files that keys and certificates are kept in. */
export const fileStems = new Set(
  'chain fullchain ssl tls root intermediate intermediates bundle cert certs certificate server client privkey key keys public private ca keystore truststore openssl identity host domain my new old site'.split(
    ' ',
  ),
);

/** Last parts of files, none of them a top-level domain: "key.pem.it was lost". */
export const fileExtensions = new Set(
  'pem key pfx p12 crt cer csr der jks txt doc docx pdf conf cfg ini log bak exe dll tar gz rar p7b keystore'.split(
    ' ',
  ),
);

/** A name said aloud: "secure dot thistle-gin dot co dot uk", "www (dot) acme (dot) com"; never "the dot com". */
const label = '(?:w\\sw\\sw|[\\p{L}\\p{N}.-]{1,63})(?:\\s(?:dash|hyphen)\\s[\\p{L}\\p{N}-]{1,63}){0,4}';
const notFirst = '(?!(?:the|an?|our|my|your|their|this|that|any|no|dot)\\s)';
const spoken = new RegExp(
  `(?<![\\p{L}\\p{N}.-])${notFirst}${label}(?:\\s{1,3}[([]?dot[)\\]]?\\s{1,3}(?!dot\\b)${label}){1,8}`,
  'giu',
);

export interface SpokenName {
  start: number;
  end: number;
  /** As it is written: "secure.thistle-gin.co.uk". */
  name: string;
}

/** The names that a text says aloud, with where they stand. */
export function spokenNames(text: string): SpokenName[] {
  if (!/\bdot\b/i.test(text)) return [];
  return Array.from(text.matchAll(spoken), (match) => {
    const said = match[0].replace(/\.+$/, '');
    const name = said
      .replace(/^w w w(?=\s)/i, 'www')
      .replace(/\s+[([]?dot[)\]]?\s+/gi, '.')
      .replace(/\s(?:dash|hyphen)\s/gi, '-')
      .replace(/^(?:star|asterisk|wildcard)\./i, '*.');
    return { start: match.index, end: match.index + said.length, name };
  });
}

/** What is read in the place of a host name where it does not matter which one it is. */
export const siteInstead = 'our site';
