import { run } from './program.js';

jest.setTimeout(30_000);

test.each<[string, string[], RegExp]>([
  ['no verb', [], /Which verb\?/],
  ['an unknown verb', ['frobnicate'], /no verb "frobnicate"/],
  ['a verb named like a property of every object', ['constructor'], /no verb "constructor"/],
  ['a flag before the verb that is none', ['--json', 'ask'], /no flag --json before the verb/],
  ['--knowledge without a folder', ['--knowledge'], /--knowledge needs a folder/],
  ['--knowledge= without a folder', ['--knowledge=', 'ask', 'x'], /--knowledge needs a folder/],
  ['--knowledge after the verb', ['ask', '--knowledge', 'x', 'hello'], /ask has no flag --knowledge/],
  ['an unknown flag', ['ask', '--jsn'], /ask has no flag --jsn.*--json, --explain/],
  ['a flag of another verb', ['ask', '--today', '2026-05-03', 'x'], /ask has no flag --today/],
  ['ask without a question', ['ask'], /ask what\?/],
  ['ask with an empty question', ['ask', ' '], /ask what\?/],
  ['a question beside --json', ['ask', '--json', 'hello'], /from standard input/],
  ['read without a kind', ['read'], /"read date" or "read name"/],
  ['read of another kind', ['read', 'colour', 'x'], /not "colour"/],
  ['read without a text', ['read', 'date'], /read date needs a text/],
  ['a text beside --json', ['read', 'date', '--json', 'today'], /from standard input/],
  ['a --today that is no day', ['read', 'date', '--today', '2026-02-30', 'x'], /--today takes a calendar day/],
  ['a --today without a day', ['chat', '--today'], /a flag lacks its value/],
  ['decide without facts', ['decide'], /decide over what\?/],
  ['decide over no JSON', ['decide', '{'], /not JSON/],
  ['decide over an array', ['decide', '[]'], /not JSON|JSON object/],
  ['decide over a value that is none', ['decide', '{"loss":"theft"}'], /loss/],
  ['decide over an unknown fact', ['decide', '{"colour":"red"}'], /colour/],
  ['facts beside --json', ['decide', '--json', '{}'], /from standard input/],
  ['words for chat', ['chat', 'hello'], /chat takes no words/],
  ['cases alone', ['cases'], /cases what\?/],
  ['cases with another word', ['cases', 'burn'], /cases what\?/],
  ['cases list with a word', ['cases', 'list', 'C-1'], /takes no words/],
  ['a status that is none', ['cases', 'list', '--status', 'asleep'], /no status "asleep"/],
  ['a status beside a number', ['cases', 'show', 'C-1', '--status', 'waiting'], /--status goes with/],
  ['cases show without a number', ['cases', 'show'], /takes the case's number/],
  ['an answer without words', ['cases', 'answer', 'C-1', ' '], /then a text in quotes/],
  ['a claim with words', ['cases', 'claim', 'C-1', 'hello'], /takes the case's number\./],
  ['a verdict without an outcome', ['cases', 'verdict', 'C-1'], /then an outcome's id, then the reason in quotes\./],
  ['a question without a fact', ['cases', 'ask', 'C-1', ' '], /then a fact's name\./],
  ['a question with two facts', ['cases', 'ask', 'C-1', 'a', 'b'], /then a fact's name\./],
  ['a transfer to nobody', ['cases', 'transfer', 'C-1'], /then a group's name or a colleague's id\./],
  ['a name of two lines', ['cases', 'claim', 'C-1', '--as', 'a\nb'], /--as takes the name/],
  ['customers alone', ['customers'], /"export" or "erase"/],
  ['customers with another word', ['customers', 'burn', '--case', 'C-1'], /"export" or "erase"/],
  ['nobody to export', ['customers', 'export'], /Whose\? Exactly one of --case/],
  ['two names of a customer', ['customers', 'erase', '--case', 'C-1', '--email', 'a@b.c'], /Exactly one of/],
  ['--yes to export', ['customers', 'export', '--case', 'C-1', '--yes'], /go with "customers erase"/],
  ['manifest alone', ['manifest'], /manifest needs --domain/],
  ['knowledge alone', ['knowledge'], /knowledge what\?/],
  ['knowledge with another word', ['knowledge', 'burn'], /knowledge what\?/],
  ['knowledge with too many words', ['knowledge', 'check', 'twice'], /nothing more/],
])('%s: status 2, a message on standard error, nothing on standard output', async (_, words, message) => {
  const { status, out, err } = await run(words);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(message);
  expect(err).not.toMatch(/^\s+at /m);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

test.each([[['--help']], [['-h']], [['help']], [['ask', '--help']], [['read', '-h']]])(
  '%s prints the verbs',
  async (words) => {
    const { status, out, err } = await run(words);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const verb of ['chat', 'ask', 'read date|name', 'decide', 'knowledge check']) expect(out).toContain(verb);
  },
);
