import type { Language } from '../language.js';
import { clauseStarts } from './clauses.js';
import { unwrapped } from './controls.js';
import { corrects, deniesMention, findsWrong, keepsName, staysSame } from './corrections.js';
import { thanks } from './courtesy.js';
import { alternatives, behindIs, corrected, endsInDay, hints, withoutNo } from './hints.js';
import {
  disowns,
  findsAgain,
  isOfOthers,
  isOver,
  modalityOf,
  opensSupposition,
  speaksOfOwn,
  takesForGranted,
} from './modality.js';
import { namePair } from './namePairs.js';
import { declinesPerson } from './personDeclined.js';
import { wantsPerson } from './personWish.js';
import { plain } from './plain.js';
import { agreesInNo, cannotTell, guesses, reply, takesBack } from './replies.js';
import { stepNamed, stepWanted } from './stepNumbers.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** English as British customers and their colleagues abroad write it. */
export const english: Language = {
  code: 'en',
  plain,
  clauseStarts,
  modalityOf,
  opensSupposition,
  takesForGranted,
  isOver,
  findsAgain,
  isOfOthers,
  speaksOfOwn,
  disowns,
  reply,
  cannotTell,
  guesses,
  corrects,
  deniesMention,
  findsWrong,
  agreesInNo,
  staysSame,
  keepsName,
  thanks,
  takesBack,
  namePair,
  hints,
  endsInDay,
  behindIs,
  corrected,
  withoutNo,
  alternatives,
  wantsPerson,
  declinesPerson,
  unwrapped,
  stepWanted,
  stepNamed,
  exceptives: words('except excepting bar barring apart besides save but'),
  denials: words(
    'not no never none nobody nothing neither nor without hardly nowhere cannot cant dont doesnt didnt isnt wasnt arent werent hasnt havent hadnt wont wouldnt couldnt shouldnt aint noone unable failed fails refuse refuses refused impossible nto zero rather instead lacks lacking lack nearly almost',
  ),
  denialEnds: words('but because although though however just only since so then merely simply'),
  belonging: words('of to for from belonging on in with inside behind'),
  leading: words('belonging belongs going goes made we that'),
  thingDenials: words('no nobody noone without not neither nor zero never instead rather isnt wasnt arent werent'),
  betweenDenial: words('single such usable working than really where which what'),
  being: words('is was are were be been its'),
  isNot: words('isnt wasnt arent werent'),
  existing: words('there'),
  closingDenials: words(
    'no none nope neither never nil nothing nowhere zero not isnt arent wasnt werent hasnt havent doesnt dont',
  ),
  lackingWords: words('no without zero'),
  helping: words('has have had having'),
  helped: words('been to'),
  betweenVerbs: words('not never just already also now recently since all both probably simply only really'),
  undenying: words('only just merely doubt problem worries way matter'),
  ofDate: words('of from dated issued'),
  standsInDate: words('issued dated'),
  beforeDate: words('on the is was'),
  or: 'or',
  widening: words('of for to with holding containing'),
  turning: words('but'),
  joining: words('and or nor plus with its the our my both their also a an of as well along together old'),
  pointing: words('it they them that this its one both all everything lot'),
  passives: words(
    'is was are were be been being got gets get went goes has had have seems seem appears looks now all just',
  ),
  away: words('from on in at off by during after before since into onto out with through under when while because'),
  realWords: words(
    'lots sever severs brake loose losses choose chose form from trail cloud could would past paste paced places filled filed filler fled led feed fed rapid leaked lake sole stole steal steel steals steeled stale tale tales whiped wiper mover moved move covered coverer even ever never server severed carry bakcup sort sorted expose backs disks disc discs diced dice died dies did keys kyes boxes bxes hots hosts host hose lose loser pas pass passed asses wore word worded sword words chin china chain fail fails falls fall fired fried fire fir dad dead deaf reboots robots bun burn burns born torn broke boken brook burt burnt laptops tap taps pats note notes not noted rotten gone going one ones gong go',
  ),
  small: words(
    'the a an my our its their his her your this that these those some any one old new whole actual very same own only live original current our and is was has have had just also now been got which',
  ),
};
