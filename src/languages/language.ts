/**
 * What the understanding of a message needs to know of a language. `en/` is one; another would be a folder beside it
 * that offers the same. Texts come as {@link Language.plain} makes them: small letters, contractions written out,
 * signs apart, `NAME0` and `DATE1` where names and dates stand.
 *
 * @example
 * english.modalityOf('if it is ever stolen') // 'supposed'
 * english.reply('no , that is all correct')  // 'agrees'
 */
export interface Language {
  code: string;
  /** A text made plain, sign by sign apart. */
  plain(text: string): string;
  /** Where a clause may begin: the offsets in the text, the first being 0. */
  clauseStarts(text: string): number[];
  /** What a clause is by its own words; `null` where nothing in it says so and it is simply told. */
  modalityOf(clause: string): 'asked' | 'supposed' | 'reported' | 'hedged' | null;
  /** Does a clause suppose something on which the clauses behind it depend? */
  opensSupposition(clause: string): boolean;
  /** Does a question take something for granted that has happened ("can you replace the key we lost?")? */
  takesForGranted(clause: string): boolean;
  /** Does a clause say that a matter is over ("never mind, it turned up")? */
  isOver(clause: string): boolean;
  /** Does a clause say that something was found? */
  findsAgain(clause: string): boolean;
  /** Whose matter a clause speaks of, where it isn't the customer's own. */
  isOfOthers(clause: string): boolean;
  /** Does a clause speak of what is the writer's own? */
  speaksOfOwn(clause: string): boolean;
  /** Does a clause say that what was told before is somebody else's ("not ours, his")? */
  disowns(clause: string): boolean;
  /** What a reply does to a question for yes or no, by the words that lead it or make all of it. */
  reply(message: string): Reply | null;
  /** Does a reply say that its writer cannot tell? */
  cannotTell(message: string): boolean;
  /** Is a value only guessed? */
  guesses(message: string): boolean;
  /** Does a message say that something told before was wrong? */
  corrects(message: string): boolean;
  /** Does it say that something is wrong, without a word of what would be right? */
  findsWrong(message: string): boolean;
  /** Does a no agree ("no mistakes")? */
  agreesInNo(message: string): boolean;
  /** Does it say that all stays as it is, of whatever was asked? */
  staysSame(message: string): boolean;
  /** Does a "but" or "except" take back what a reply agrees to? */
  takesBack(message: string): boolean;
  /** Does it say thanks or goodbye? */
  thanks(message: string): boolean;
  /** Does it say that the name stays ("same name again")? */
  keepsName(message: string): boolean;
  /** Does a clause wish for a person at the desk, in whatever mood ("could somebody take this over")? */
  wantsPerson(clause: string): boolean;
  /** Does it say that none is wanted ("no need to involve anyone")? */
  declinesPerson(clause: string): boolean;
  /** A clause without what people wrap around a control word ("please just …"), bit by bit. */
  unwrapped(clause: string): string[];
  /** The step that a message wants to go to ("go to step 9"), or `null`. */
  stepWanted(message: string): number | null;
  /** The step that a text, as it was typed, names by its number ("stuck at step two"), or `null`. */
  stepNamed(text: string): number | null;
  /** Does a clause or message say of the finding at that place (`NAME0`, `DATE0`) that it is not meant? */
  deniesMention(message: string, place: number): boolean;
  /** Does a date, as it was typed, end in the name of a day ("on Tuesday")? */
  endsInDay(date: string): boolean;
  /** Small things that words give away. */
  hints: Hints;
  /** What stands behind "is" or "should be" in a clause that names a fact. */
  behindIs(clause: string): string | null;
  /** A correction, as it was typed, without what it opens with ("no, sorry, it was …"). */
  corrected(text: string): string;
  /** A reply by number, as it was typed, without "No.". */
  withoutNo(text: string): string;
  /** What a clause gives to choose from ("class 3 or global"); the clause itself where it gives nothing. */
  alternatives(clause: string): string[];
  /** What two host names (`NAME0`, `NAME1`) are to each other. */
  namePair(message: string): NamePair | null;
  /** What stands behind words such as "except" is said the other way round. */
  exceptives: ReadonlySet<string>;
  /** Words that deny what follows them in their clause. */
  denials: ReadonlySet<string>;
  /** Words across which a denial does not reach. */
  denialEnds: ReadonlySet<string>;
  /** Words that make of two things one: the key *of* the certificate. */
  belonging: ReadonlySet<string>;
  /** Words before such a one that lead to it ("belonging to", "made for"). */
  leading: ReadonlySet<string>;
  /** Words right before a thing that say it isn't there, or isn't the one; and words that may stand in between. */
  thingDenials: ReadonlySet<string>;
  betweenDenial: ReadonlySet<string>;
  /**
   * "It *is* not the password": another thing is meant, unless something is said not to exist (`existing`: "*there*
   * is no password").
   */
  being: ReadonlySet<string>;
  isNot: ReadonlySet<string>;
  existing: ReadonlySet<string>;
  /** Words that say of what they stand before that it isn't there ("*no* copy"). */
  lackingWords: ReadonlySet<string>;
  /** Words that deny what their clause names when they close it ("the file: *no*"). */
  closingDenials: ReadonlySet<string>;
  /** Words behind a denial with which it denies nothing ("not only", "no doubt"). */
  undenying: ReadonlySet<string>;
  /** Words that open a wider phrase of what belongs to a thing ("the server with the old domain's certificate"). */
  widening: ReadonlySet<string>;
  /** Words behind which stands what is so instead ("not the certificate but its key"). */
  turning: ReadonlySet<string>;
  /** Words that put things in a row. */
  joining: ReadonlySet<string>;
  /** Words that point back to what was spoken of last. */
  pointing: ReadonlySet<string>;
  /**
   * Words between a thing and what happened to it which make it the one that it happened to ("the key *was*
   * deleted").
   */
  passives: ReadonlySet<string>;
  /** Words behind a state after which no object of it follows ("vanished *from* the box"). */
  away: ReadonlySet<string>;
  /**
   * Verbs that may only help another ("it *has* been copied"), the words that follow then, and those that may stand
   * in between.
   */
  helping: ReadonlySet<string>;
  helped: ReadonlySet<string>;
  betweenVerbs: ReadonlySet<string>;
  /** Small words that may stand between a thing and what belongs to it. */
  small: ReadonlySet<string>;
  /** Words between a thing and a date by which the date is the thing's: the certificate *of* 4 May. */
  ofDate: ReadonlySet<string>;
  /** Those among them by which it may stand in for another date of the thing ("dated"). */
  standsInDate: ReadonlySet<string>;
  /** Words that may stand beside them. */
  beforeDate: ReadonlySet<string>;
  /** Between the last two of what may be chosen. */
  or: string;
  /** Words that look like a slip of the fingers in a word of the trade and are right as they are. */
  realWords: ReadonlySet<string>;
}

/** Small things that the words of a message or clause, made plain, give away. */
export interface Hints {
  /** It hangs on what the clause before it wishes for ("…, if somebody looked at it"). */
  hangsOn(clause: string): boolean;
  /** It goes on with the clause before it. */
  goesOn(clause: string): boolean;
  /** As typed: it begins by denying. */
  startsDenying(text: string): boolean;
  speaksOfNew(message: string): boolean;
  /** A new name or certificate is spoken of. */
  wantsNew(message: string): boolean;
  /** The old and the new one alike. */
  meansBoth(message: string): boolean;
  /** It is true of all of several subjects. */
  ofAll(message: string): boolean;
  /** "…, which is gone": it tells more of what the clause before names. */
  tellsMore(clause: string): boolean;
  /** "No wait, …": its no answers nothing, what follows corrects. */
  takesNoBack(message: string): boolean;
  /** "Not only …": more than what it names is meant. */
  notOnly(clause: string): boolean;
  /** It asks what or which one is meant. */
  asksWhich(message: string): boolean;
  /** Nothing but a no. */
  bareNo(clause: string): boolean;
  /** What was looked for was not found. */
  cannotFind(message: string): boolean;
  /** It points at the one of two that was not meant before. */
  theOther(message: string): boolean;
  /** It says nothing but that ("no, I mean the other one"). */
  onlyTheOther(message: string): boolean;
  /** The earlier or the later of two days, where it says no more than that. */
  whichOfTwoDays(message: string): 'earlier' | 'later' | null;
  /** One of two, the writer does not know which. */
  eitherOr(clause: string): boolean;
  /** Words around a value that make it true of each of several subjects. */
  ofEach(around: string): boolean;
  /** A clause goes on with another one of a row. */
  joins(clause: string): boolean;
  /** What is listed belongs to what was named in the same order. */
  inTurn(message: string): boolean;
  /** It adds to what was told ("oh, and …"). */
  adds(message: string): boolean;
  /** It adds another subject. */
  another(message: string): boolean;
  /** It asks to wait. */
  waits(message: string): boolean;
  /** The writer speaks of himself or his own. */
  ofOneself(clause: string): boolean;
  /** It points back to what was spoken of. */
  pointsBack(clause: string): boolean;
  /** It asks for something to be done. */
  requests(clause: string): boolean;
}

/** What a reply does to a question that wants a yes or a no. */
export type Reply = 'agrees' | 'denies' | 'hedgedYes' | 'hedgedNo' | 'both';

/**
 * Two names of one message: the one on the certificate and the one wanted instead; or the one that is meant, the
 * other being dismissed; or nobody has decided between them.
 */
export type NamePair = { old?: string; wanted?: string } | { meant: string } | { undecided: [string, string] };
