import { useEffect, useRef } from 'preact/hooks';
import type { CaseDetails } from '../../desk/wire.js';
import { BriefFacts } from './briefFacts.js';
import { BriefOthers } from './briefOthers.js';
import { BriefVerdict } from './briefVerdict.js';
import { now } from './clock.js';
import { Copyable } from './copyable.js';
import { HistoryList } from './historyList.js';
import { Icon } from './icon.js';
import { details } from './opened.js';
import { addressOf } from './place.js';
import { Section } from './section.js';
import { times } from './state.js';
import { briefShown } from './view.js';
import { reasonSentences, reasonWords, statusWords } from './words.js';

/** The right column, a drawer where there is no room for it: the case, prepared. */
export function Brief() {
  const there = details.value;
  const panel = useRef<HTMLElement>(null);
  const shown = briefShown.value;
  useEffect(() => {
    if (shown && panel.current && getComputedStyle(panel.current).position === 'fixed') {
      const before = document.activeElement;
      panel.current.querySelector<HTMLElement>('.drawer-close')?.focus();
      return () => before instanceof HTMLElement && before.isConnected && before.focus();
    }
  }, [shown]);
  return (
    <aside ref={panel} id="brief" class={`brief${shown ? ' shown' : ''}`} aria-label="Brief">
      <div class="brief-top">
        {there !== null && <Copyable text={there.id} label="the case number" strong />}
        <button
          type="button"
          class="quiet square drawer-close"
          aria-label="Close the brief"
          onClick={() => {
            briefShown.value = false;
          }}
        >
          <Icon name="close" />
        </button>
      </div>
      {there === null ? <p class="empty">Loading …</p> : <Sections there={there} />}
    </aside>
  );
}

function Sections({ there }: { there: CaseDetails }) {
  const { brief, reason, urgent, earlier, history, contact, rating, comment, resolution } = there;
  const hasContact = contact.name !== null || contact.email !== null || contact.telephone !== null;
  return (
    <>
      <Section title="Why a person is needed">
        <p class={urgent ? 'urgent-text' : ''}>{brief.why ?? reasonSentences[reason]}</p>
        {brief.why !== null && <p class="soft">{reasonWords[reason]}</p>}
      </Section>
      {resolution !== null && (
        <Section title="How it was settled">
          <p dir="auto">{resolution}</p>
        </Section>
      )}
      {rating !== null && (
        <Section title="What the customer thought">
          <p>{rating === 'good' ? 'Content' : 'Not content'}</p>
          {comment !== null && (
            <p class="words" dir="auto">
              “{comment}”
            </p>
          )}
        </Section>
      )}
      <BriefVerdict there={there} />
      <BriefFacts there={there} />
      <BriefOthers others={brief.others} />
      {brief.done.length > 0 && (
        <Section title="Done so far">
          <ol class="plain-list">
            {brief.done.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Section>
      )}
      {brief.removed.length > 0 && (
        <Section title="Removed for safety">
          <p class="removed">
            <Icon name="shield" />
            <span>{brief.removed.join(', ')}: taken out of what the customer sent, kept nowhere.</span>
          </p>
        </Section>
      )}
      <Section title="Contact">
        {!hasContact && <p class="soft">The customer left none.</p>}
        {contact.name !== null && <p dir="auto">{contact.name}</p>}
        {contact.email !== null && (
          <p>
            <Copyable
              text={contact.email}
              label="the e-mail address"
              href={`mailto:${encodeURIComponent(contact.email)}`}
            />
          </p>
        )}
        {contact.telephone !== null && (
          <p>
            <Copyable
              text={contact.telephone}
              label="the telephone number"
              href={`tel:${contact.telephone.replace(/[^\d+]/g, '')}`}
            />
          </p>
        )}
      </Section>
      {earlier.length > 0 && (
        <Section title="Earlier cases">
          <ul class="earlier">
            {earlier.map((one) => (
              <li key={one.id}>
                <a href={addressOf({ view: 'cases', case: one.id })}>{one.id}</a>{' '}
                <span class="soft">
                  {times.value.day(one.openedAt, now.value)} · {reasonWords[one.reason]} · {statusWords[one.status]}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <details class="section folding">
        <summary>History ({history.length})</summary>
        <HistoryList history={history} />
      </details>
    </>
  );
}
