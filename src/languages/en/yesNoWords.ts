/** Ways to say yes that stand at the start of a reply, or alone. */
export const yesWords =
  "yes|yep|yup|yeah|yea|yah|ya|yas|yessir|aye|sure|sure thing|for sure|certainly|definitely|absolutely|indeed|of course|correct|right|true|exactly|precisely|affirmative|ok|okay|okey|okie|okie dokie|k|kk|fine|alright|all right|agreed|agree|i agree|confirm|confirmed|i confirm|i can confirm|go ahead|please do|do it|yes please|y|ye|yeh|yh|yes sir|that is right|that's right|that is correct|that's correct|that is it|that's it|that's the one|that's true|that's fine|that is fine|sounds good|sounds right|looks good|looks right|looks correct|all good|all correct|spot on|perfect|great|by all means|why not|i think so|i believe so|i guess so|i suppose so|i should think so|i hope so|you bet|yes indeed|very much so|👍|✅|✔|☑|👌".split(
    '|',
  );
/** Ways to say no that stand at the start of a reply, or alone. */
export const noWords =
  "no|nope|nah|nay|naw|no way|never|negative|incorrect|wrong|false|not|not really|not at all|not any more|not anymore|not yet|not quite|not exactly|not right|not correct|not true|of course not|absolutely not|definitely not|certainly not|probably not|i'm afraid not|i am afraid not|afraid not|unfortunately not|sadly not|i think not|i don't think so|i do not think so|don't think so|i doubt it|that is wrong|that's wrong|that is not right|that's not right|that is not correct|that's not correct|that isn't right|that isn't correct|that's not it|that is incorrect|that's incorrect|no thanks|no thank you|none|none at all|nothing|neither|n|not that i know of|not as far as i know|not to my knowledge|no no|👎|❌|✖|🚫".split(
    '|',
  );
/** Answers by a verb: they end their clause ("I do", "we haven't"), or else they only begin a sentence ("I have lost it"). */
const subjects = ['i', 'we', 'it', 'they', 'he', 'she', 'there', 'that', 'you'];
const verbs = [
  'do',
  'did',
  'have',
  'had',
  'am',
  'is',
  'was',
  'are',
  'were',
  'does',
  'has',
  'can',
  'could',
  'will',
  'would',
];
export const yesVerbs = subjects.flatMap((subject) => verbs.map((verb) => `${subject} ${verb}`));
export const noVerbs = subjects.flatMap((subject) => [
  ...verbs.flatMap((verb) => [`${subject} ${verb} not`, `${subject} ${verb}n't`]),
  `${subject} can't`,
  `${subject} won't`,
  `${subject}'s not`,
  `${subject}'m not`,
  `${subject}'re not`,
  `${subject}'ve not`,
  `${subject} cannot`,
]);
/** Neither, though a yes or no stands in them. */
export const neitherWords =
  "no idea|no clue|not sure|not certain|not known|don't know|do not know|i don't know|i do not know|no problem|no worries|no matter|no doubt|no one|yes and no|yes or no|yes or a no|yes no|right now|right away|right click|i have no idea|i have no clue|i have not a clue|i haven't a clue|i haven't the foggiest|i can't remember|i can't recall|i don't remember|i do not remember|i don't recall|i can't say|i couldn't say|i can't tell|i am not sure|i'm not sure|we're not sure|we are not sure|we don't know|not clear|not a clue|true or false".split(
    '|',
  );
export const dontKnowWords =
  "don't know|do not know|dont kno|dunno|donno|idk|no idea|no clue|not a clue|haven't a clue|haven't got a clue|haven't the faintest|haven't the foggiest|not sure|not certain|not too sure|not really sure|not entirely sure|not quite sure|not 100 sure|unsure|uncertain|unknown|not known|can't remember|cannot remember|can not remember|can't recall|cannot recall|couldn't remember|don't remember|do not remember|don't recall|do not recall|can't say|cannot say|couldn't say|couldn't tell you|can't tell you|can't tell|hard to say|difficult to say|hard to tell|beats me|who knows|god knows|goodness knows|search me|wouldn't know|no record of|wish i knew|how should i know|how would i know|can't find out|can't think of it|no longer know|never knew|slipped my mind|lost track|🤷".split(
    '|',
  );
/** Said on their own they mean "I don't know"; in a longer text they may not. */
export const dontKnowAlone = [
  'pass',
  'skip',
  'skip it',
  'skip this',
  'forgot',
  'i forgot',
  'i forget',
  "i've forgotten",
  'forgotten',
  'i have forgotten',
  'na',
  'n a',
  'none of those i know',
  'uncertain',
  'unclear',
  'maybe',
  'perhaps',
  'possibly',
  'could be',
];
