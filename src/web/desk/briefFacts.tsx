import type { CaseDetails } from '../../desk/wire.js';
import { act, underWay } from './doing.js';
import { whyNot } from './may.js';
import { tell } from './notices.js';
import { Section } from './section.js';
import { frame } from './state.js';
import { originWords } from './words.js';

/** What is known, from where, in whose words; and what isn't, each with a button that has it asked. */
export function BriefFacts({ there }: { there: CaseDetails }) {
  const { facts, missing } = there.brief;
  return (
    <>
      {facts.length > 0 && (
        <Section title="What is known">
          <FactList facts={facts} />
        </Section>
      )}
      {missing.length > 0 && (
        <Section title="Not known yet">
          <ul class="missing">
            {missing.map(({ fact, label }) => (
              <li key={fact}>
                <span>{label}</span>
                <Ask there={there} fact={fact} label={label} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** Facts, each with where it comes from and in whose words. */
export function FactList({ facts }: { facts: CaseDetails['brief']['facts'] }) {
  return (
    <dl class="facts">
      {facts.map(({ fact, label, shown, origin, words }) => (
        <div key={fact}>
          <dt>{label}</dt>
          <dd>
            <bdi class="shown">{shown}</bdi> <span class={`origin ${origin}`}>{originWords[origin]}</span>
            {words !== null && words.trim() !== shown && <Words words={words.trim()} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** As much of a line as there is room for: one message often tells several facts. */
const A_LINE = 26;

/** What the customer wrote; a press shows all of what doesn't go in a line. */
function Words({ words }: { words: string }) {
  if (words.length <= A_LINE)
    return (
      <p class="words" dir="auto">
        “{words}”
      </p>
    );
  return (
    <details class="words long" dir="auto">
      <summary title={words}>“{words}”</summary>
    </details>
  );
}

function Ask({ there, fact, label }: { there: CaseDetails; fact: string; label: string }) {
  const asking = there.asking === fact;
  const why = asking ? 'The assistant is asking for it.' : whyNot('ask', there, frame.value!.me);
  const busy = underWay.value.has(`${there.id} ask`);
  if (asking) return <span class="soft">being asked …</span>;
  return (
    <button
      type="button"
      aria-label={`Ask: ${label}`}
      aria-disabled={why !== null || busy}
      title={why ?? 'The assistant asks the customer for it, and the answer comes back here'}
      onClick={() => (why === null ? void act(there.id, 'ask', { fact }) : tell(why, 'problem'))}
    >
      Ask
    </button>
  );
}
