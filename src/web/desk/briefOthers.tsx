import type { BriefSubject } from '../../desk/wire.js';
import { FactList } from './briefFacts.js';
import { Section } from './section.js';

/** The other certificates that the customer speaks of: what is known of each, and what was decided. */
export function BriefOthers({ others }: { others: readonly BriefSubject[] }) {
  if (others.length === 0) return null;
  return (
    <Section title="Other certificates">
      {others.map(({ name, facts, verdict }) => (
        <details key={name} class="folding">
          <summary>
            <bdi>{name}</bdi> <span class="soft">{verdict === null ? 'not decided yet' : verdict.title}</span>
          </summary>
          {verdict !== null && <p class="verdict-text">{verdict.text}</p>}
          <FactList facts={facts} />
        </details>
      ))}
    </Section>
  );
}
