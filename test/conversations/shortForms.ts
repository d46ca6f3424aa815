import { Entries } from '../../src/bot/entries.js';
import { quoted } from '../../src/bot/replies.js';
import type { Knowledge } from '../../src/knowledge/knowledge.js';
import { say } from '../../src/knowledge/say.js';

/** Names for whole answers, so that conversations stay readable and an answer can be reworded: `<replace.fax>`, `<iis5.backup at 3>`. */
export function shortForms(knowledge: Knowledge): { shorten: (reply: string) => string } {
  const { sayings } = knowledge;
  const entries = new Entries(knowledge);
  const names = new Map<string, string>();
  for (const answer of knowledge.answers) names.set(quoted(sayings, entries.text(answer.id, null)), `<${answer.id}>`);
  for (const guide of knowledge.procedures) {
    names.set(guide.text, `<${guide.id} introduction>`);
    names.set(quoted(sayings, entries.text(guide.id, null)), `<${guide.id} whole>`);
    guide.steps.forEach((step, index) => {
      const head = say(sayings, 'procedure.step', { number: index + 1, total: guide.steps.length, title: step.title });
      const shown = quoted(sayings, { text: `**${head}**\n\n${step.text}`, sources: step.sources });
      names.set(`${shown}\n\n${say(sayings, 'procedure.how')}`, `<${guide.id} at ${index + 1}>`);
      names.set(
        quoted(sayings, entries.text(guide.stepHelp.id, { procedure: guide.id, step: step.id })),
        `<${guide.id} about ${index + 1}>`,
      );
    });
  }
  const also = `\n\n${say(sayings, 'answer.also')}\n\n`;
  return {
    shorten: (reply) =>
      reply
        .split(also)
        .map((part) => names.get(part) ?? part)
        .join(' + '),
  };
}
