const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Ways to name a password, with the common slips. */
export const PASSWORD =
  /(?<![a-z0-9+])(?:(?:key|store|pfx|p12)?pass(?:-|\s{1,2})?(?:words?|phrases?|wor|wrods?|wd|codes?)|pas+w?or?ds?|pas+wrods?|pass?prase|passwo?r?t|kennwort|keypass|storepass|pass(?=\s{0,3}[:=])|passwd|(?<!\/)(?:pwd?|pswd|pword|pin(?=\s{0,3}(?:code)?\s{0,3}(?:[:=]|\bis\b|\bwas\b))))(?![a-z0-9+/])/gi;

/** What says, between a password's name and something, that this is it. */
export const LINKS = words(
  "is was are were be been being it's its thats that's reads equals becomes became says goes isnt wasnt",
);
/** Words that may stand between the two ("is still simply …"). */
export const BETWEEN = words(
  'still just simply probably maybe likely actually always now then set to used be been called only merely really also currently originally usually literally definitely possibly perhaps think believe changed reset namely either follows following this as well something like',
);
/** Words that lead from a password's name to what it is of ("the password for the pfx of www.example.com is …"). */
export const OF = words(
  'of for to used code number has on in from at the a an my our its his her their this that these your old new backup backups key keys file files pfx p12 pkcs12 keystore store certificate certificates cert certs export import server private secret you need want i we use used set gave chose have had which and (backup) (pfx) (key) (export) (import) iis iis4 iis5 manager admin administrator transport exported ssl one he she they should might must may could would will can has uses by with protecting protected',
);

/**
 * What is said of passwords, and the small words of the language: none of these is one, whatever stands before it but
 * quotation marks.
 */
export const NO_PASSWORD = words(
  `the a an my our its his her their your this that these those i we you he she it they me us them one ones some any
   anyone anybody someone somebody everyone everybody nobody noone none no not never yes yep yeah yup nope nah ok okay
   and or but so if when while because since as than then too also both either neither nor which who whom whose what
   where why how here there now today yesterday tomorrow still just only yet already again ever always maybe perhaps
   in on at by for from of off to with without within under over into onto out up down about after before behind
   beside between near inside outside through until till via per like unlike
   is isn't isnt was wasn't wasnt are aren't arent were weren't be been being am do does did don't dont doesn't doesnt
   didn't didnt have haven't has hasn't had hadn't can can't cant cannot could couldn't will won't wont would wouldn't
   shall should shouldn't may might must gets got getting
   lost gone forgotten forgot unknown known missing wrong incorrect correct right rejected refused accepted invalid
   valid stolen leaked exposed found mistyped misplaced written stored kept saved protected needed required required.
   asked available unavailable same different identical empty blank set unset changed reset expired locked secret safe
   secure strong weak long short old new good bad fine bust dead broken useless private public see ask asks sent n/a na
   nil null tbc tbd tba pending check tick done erm er um hmm ashes pulp mush toast history unclear unsure sure please help thanks thank sorry hello hi lots nothing something anything
   everything redacted removed hidden secret] [secret obvious typed noted recorded remembered case-sensitive
   prompt box field dialog screen manager policy safe vault sheet card note notes reset recovery protection`,
);
/** Units and other words behind a number that make it no password ("is 8 characters long"). */
export const UNITS = words(
  'character characters char chars letter letters digit digits sign signs day days week weeks month months year years bit bits long times minutes hours tries attempts percent % people of or out',
);
/** Words that begin what goes on behind a password, and end one of several words. */
export const GOES_ON = words(
  'and but so or which that if because for on in at with to of as i we you it he she they the my our its not then when while please thanks thx cheers ok though although however by from is was',
);
/** What leads an answer to the question for a password and is none of it. */
export const ANSWERING = words(
  "yes yep yeah yup sure ok okey okay of course ja aye i we do have both got it it's its is that's thats the a and password passphrase pass phrase pw file backup too here sure certainly there you go with also as well know think remember was still should be try",
);
/** Names of programs, systems and standards that look like passwords: letters and a number. */
export const NUMBERED =
  /^(?:iis|nt|win|windows|w|sp|v|ver|version|p|pkcs|pkcs#|x|sha|sha-|md|rsa|aes|tls|ssl|class|option|step|des|utf|utf-|q|fy|day|line|no|nr|case|type|base|office|outlook|exchange|apache|tomcat|java|jdk|jre|debian|ubuntu|rhel|centos|sles|srv|server|web|www|mail|host|pc|disk|drive|box|vm|node|db|dc|lon|dev|prod|test|site|shop|room|floor|cd|dvd|usb|tape|backup|key|cert|page|part|point|item|mp|b2)[-_.#]?\d{1,4}[a-z]?$/i;
/** A word that the same line or the one before it says of what is public and looks like a key's line. */
export const PUBLIC_LINE =
  /\b(?:token|hash|fingerprint|signature|checksum|digest|sha-?\d*|md5|csr|request|certificates?|certs?|public|ids?|serial|thumbprint|order|integrity|pin-sha256)\b/i;
/** A line that speaks of a key. */
export const KEY_LINE = /\b(?:keys?|pem|private|rsa)\b/i;
