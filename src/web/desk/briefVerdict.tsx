import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { CaseDetails } from '../../desk/wire.js';
import { now } from './clock.js';
import { act, underWay } from './doing.js';
import { whyNot } from './may.js';
import { tell } from './notices.js';
import { Section } from './section.js';
import { frame, outcomeTitles, times } from './state.js';

/** What the machine decided and why, what the agent made of it, and how to say so. */
export function BriefVerdict({ there }: { there: CaseDetails }) {
  const overriding = useSignal(false);
  const machine = there.brief.verdict;
  const agents = there.verdict;
  const why = whyNot('verdict', there, frame.value!.me);
  const busy = underWay.value.has(`${there.id} verdict`);
  const over = there.status === 'resolved' || there.status === 'closed';
  const open = () => {
    if (why !== null) tell(why, 'problem');
    else overriding.value = true;
  };
  return (
    <Section title="Verdict">
      {machine === null ? (
        <p class="soft">The assistant has not decided anything.</p>
      ) : (
        <div class={`verdict${agents !== null && agents.outcome !== machine.outcome ? ' put-aside' : ''}`}>
          <p class="verdict-title">{machine.title}</p>
          {machine.subject !== undefined && there.brief.others.length > 0 && (
            <p class="soft">
              <bdi>{machine.subject}</bdi>
            </p>
          )}
          <p class="soft verdict-by">
            Assistant, {times.value.brief(machine.at, now.value)} · knowledge {machine.edition}
          </p>
          <details class="folding">
            <summary>Reasons ({machine.reasons.length})</summary>
            <p class="verdict-text">{machine.text}</p>
            <ul class="reasons">
              {machine.reasons.map(({ text, source }) => (
                <li key={text}>
                  {text}
                  {source !== undefined && <q class="words">{source}</q>}
                </li>
              ))}
            </ul>
          </details>
          {machine.plan.length > 0 && (
            <details class="folding">
              <summary>Plan ({machine.plan.length})</summary>
              <ol class="plan">
                {machine.plan.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </details>
          )}
        </div>
      )}
      {agents !== null && (
        <div class={`verdict ${agents.outcome === machine?.outcome ? 'confirmed' : 'overridden'}`}>
          <p class="verdict-title">
            {agents.outcome === machine?.outcome
              ? 'Confirmed'
              : (outcomeTitles.value.get(agents.outcome) ?? agents.outcome)}
          </p>
          <p class="soft verdict-by">
            {agents.by.name}, {times.value.brief(agents.at, now.value)}
          </p>
          {agents.reason !== '' && <p dir="auto">{agents.reason}</p>}
        </div>
      )}
      {!over && !overriding.value && (
        <p class="buttons">
          {machine !== null && agents === null && (
            <button
              type="button"
              aria-disabled={why !== null || busy}
              title={why ?? 'Tell the customer that the verdict stands'}
              onClick={() =>
                why === null
                  ? void act(there.id, 'verdict', { outcome: machine.outcome, reason: '' })
                  : tell(why, 'problem')
              }
            >
              Confirm
            </button>
          )}
          <button type="button" aria-disabled={why !== null || busy} title={why ?? undefined} onClick={open}>
            {machine === null && agents === null ? 'Decide …' : 'Change …'}
          </button>
        </p>
      )}
      {overriding.value && (
        <Override
          there={there}
          done={() => {
            overriding.value = false;
          }}
        />
      )}
    </Section>
  );
}

/** Another outcome, and why: the reason is kept beside the machine's. */
function Override({ there, done }: { there: CaseDetails; done(): void }) {
  const outcome = useSignal(there.verdict?.outcome ?? there.outcome ?? '');
  const reason = useSignal('');
  const id = useId();
  const needsReason = outcome.value !== there.outcome;
  const missing = outcome.value === '' || (needsReason && reason.value.trim() === '');
  return (
    <form
      class="asks override"
      onSubmit={async (event) => {
        event.preventDefault();
        if (missing) return;
        if (await act(there.id, 'verdict', { outcome: outcome.value, reason: reason.value.trim() })) done();
      }}
    >
      <label for={`${id}-outcome`}>Verdict</label>
      <select
        id={`${id}-outcome`}
        value={outcome.value}
        ref={(select) => {
          if (select && !select.dataset.met) {
            select.dataset.met = 'yes';
            select.focus();
          }
        }}
        onChange={({ currentTarget }) => {
          outcome.value = currentTarget.value;
        }}
      >
        <option value="">Choose …</option>
        {frame.value!.outcomes.map(({ id: name, title }) => (
          <option key={name} value={name}>
            {title}
            {name === there.outcome ? ' (the assistant’s)' : ''}
          </option>
        ))}
      </select>
      <label for={`${id}-reason`}>Reason {!needsReason && <span class="soft">(optional)</span>}</label>
      <textarea
        id={`${id}-reason`}
        rows={2}
        maxLength={2000}
        required={needsReason}
        value={reason.value}
        onInput={({ currentTarget }) => {
          reason.value = currentTarget.value;
        }}
      />
      <p class="buttons">
        <button type="submit" class="primary" aria-disabled={missing}>
          Decide
        </button>
        <button type="button" class="quiet" onClick={done}>
          Cancel
        </button>
      </p>
    </form>
  );
}
