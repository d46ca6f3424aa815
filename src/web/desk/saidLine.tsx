import { now } from './clock.js';
import { Icon } from './icon.js';
import { details } from './opened.js';
import { times } from './state.js';
import type { TranscriptLine } from './transcriptLines.js';
import { changedWords, fileWords } from './words.js';

/** One message, note or step. */
export function SaidLine({ line }: { line: TranscriptLine }) {
  const { role, at, text, files, pressed, changed, file, newDay, goesOn } = line;
  const { clock, exact, day } = times.value;
  return (
    <>
      {newDay && (
        <p class="day">
          <span>{day(at, now.value)}</span>
        </p>
      )}
      <article
        class={`said by-${role}${own.has(role) ? ' own' : ''}${goesOn ? ' goes-on' : ''}`}
        tabIndex={-1}
        aria-label={labelOf(line)}
      >
        {role !== 'system' && !goesOn && (
          <p class="said-by">
            {role === 'bot' && <Icon name="bot" />}
            {role === 'note' && <Icon name="note" />}
            <bdi>{nameOf(line)}</bdi>
            {role === 'note' && <span class="private">private note</span>}
          </p>
        )}
        <div class="bubble" dir="auto">
          {pressed && <span class="pressed">Pressed </span>}
          {changed !== null && <span class="pressed">{changedWords[changed]} </span>}
          {file ? fileWords(file) : text}
          {files.map((file, index) => (
            <span key={index} class="file">
              <Icon name="file" />
              <bdi>{file}</bdi>
            </span>
          ))}
        </div>
        <time class="said-at" dateTime={at} title={exact(at)}>
          <span class="said-clock">{clock(at)}</span>
          <span class="said-exact" aria-hidden="true">
            {exact(at)}
          </span>
        </time>
      </article>
    </>
  );
}

/** Whose words stand on the desk's own side. */
const own: ReadonlySet<TranscriptLine['role']> = new Set(['bot', 'agent', 'note']);

function nameOf({ role, name }: TranscriptLine): string {
  if (role === 'user') return details.value?.contact.name?.trim() || name || 'Customer';
  if (role === 'bot') return 'Assistant';
  return name ?? (role === 'system' ? 'System' : 'Agent');
}

const labelOf = (line: TranscriptLine): string =>
  `${line.role === 'note' ? 'Private note by ' : ''}${nameOf(line)}, ${times.value.exact(line.at)}`;
