import { ActDialogs } from './actDialogs.js';
import { Brief } from './brief.js';
import { CaseHead } from './caseHead.js';
import { Composer } from './composer.js';
import { opened, openLine, refresh } from './opened.js';
import { openId } from './place.js';
import { Transcript } from './transcript.js';

/** The conversation and, beside it, what is known: of the case that is open. */
export function CaseView() {
  const id = openId.value;
  const line = openLine.value;
  const now = opened.value;
  if (id === null)
    return (
      <section class="conversation none" aria-label="Conversation">
        <p>Choose a case from the queue.</p>
        <p class="soft">
          <kbd>J</kbd> opens the first one, <kbd>?</kbd> shows all shortcuts.
        </p>
      </section>
    );
  if (now?.state === 'unknown' || now?.state === 'failed')
    return (
      <section class="conversation none" aria-label="Conversation">
        <p role="alert">
          {now.state === 'unknown'
            ? `There is no case ${id}, or it isn’t yours to see.`
            : 'The case couldn’t be fetched.'}
        </p>
        {now.state === 'failed' && (
          <button type="button" onClick={() => void refresh()}>
            Try again
          </button>
        )}
      </section>
    );
  return (
    <>
      <section class="conversation" aria-label="Conversation">
        {line !== null && <CaseHead line={line} />}
        <Transcript key={id} id={id} />
        {line !== null && <Composer key={`answer ${id}`} line={line} />}
      </section>
      <Brief key={`brief ${id}`} />
      {line !== null && <ActDialogs line={line} />}
    </>
  );
}
