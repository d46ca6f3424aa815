import type { Open, Situation } from '../../src/conversation/situation.js';
import { knowing, knownBefore, replacement } from '../forms/desk.js';
import { asking, inShort, moves, summing } from './situation.js';

const bare = asking('loss', {});
const beneath = asking('orderDate');
const guide: Open = { is: 'step', guide: 'iis5.backup' };

test.each<[string, string, Open, Partial<Situation>, string]>([
  ['cancelling what is hardly begun', 'cancel', bare, {}, 'cancel'],
  ['cancelling what would lose facts asks back', 'cancel', asking('orderDate'), {}, 'askCancel'],
  ['a guide has no facts to lose', 'cancel', guide, { beneath }, 'cancel'],
  [
    'a decided form loses nothing',
    'cancel',
    { is: 'decided', form: replacement, state: knowing(knownBefore('orderDate')) },
    {},
    'cancel',
  ],
  ['starting over', 'start over', summing(), {}, 'startOver'],
  ['back, in a form', 'go back', asking('product'), {}, 'back'],
  ['back, in a guide', 'go back', guide, {}, 'step back'],
  ['help, anywhere', 'help', summing(), {}, 'help'],
  ['a break', "I'll come back later", asking('product'), {}, 'pause'],
  ['once more', 'what was the question?', asking('product'), {}, 'repeat'],
  ['a person', 'can I talk to a human', asking('product'), {}, 'handOver'],
  [
    'a person, and what is told beside goes to the form',
    'it is a Global Server ID, can I talk to a human',
    asking('product'),
    {},
    'take product global | handOver',
  ],
  [
    'a person, and what is told opens one',
    'our key was stolen, I need a person',
    { is: 'nothing' },
    {},
    'begin: take loss compromised | handOver',
  ],
  [
    '"leave it" to a question for a name keeps the name',
    'leave it',
    asking('newCommonName'),
    {},
    'take newCommonName {commonName}',
  ],
  ['"leave it" elsewhere stops', 'leave it', asking('loss', {}), {}, 'cancel'],
  ['cancelling is asked once', 'cancel', { is: 'cancelling', form: replacement }, { beneath }, 'cancel'],
])('%s: "%s"', (_, text, open, but, all) => expect(inShort(moves(text, open, but))).toBe(all));
