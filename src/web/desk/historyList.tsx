import type { HistoryLine } from '../../desk/wire.js';
import { now } from './clock.js';
import { frame, outcomeTitles, times } from './state.js';
import { happenedWords, reasonWords, statusWords, whoWords } from './words.js';

/** Every step of the case, the newest first. */
export function HistoryList({ history }: { history: readonly HistoryLine[] }) {
  return (
    <ol class="history">
      {history
        .map((line, index) => (
          <li key={index}>
            <p>
              <b>{line.by.name ?? whoWords[line.by.kind]}</b> {happenedWords[line.what] ?? line.what}
              {line.from !== null && line.from !== line.to && (
                <span class="soft">
                  {' '}
                  · {statusWords[line.from]} → {statusWords[line.to]}
                </span>
              )}
            </p>
            {noteOf(line) !== null && (
              <p class="words" dir="auto">
                {noteOf(line)}
              </p>
            )}
            <time class="soft" dateTime={line.at} title={times.value.exact(line.at)}>
              {times.value.day(line.at, now.value)}, {times.value.clock(line.at)}
            </time>
          </li>
        ))
        .reverse()}
    </ol>
  );
}

/** What was said with it, in words where it is a name of ours. */
function noteOf({ what, note }: HistoryLine): string | null {
  if (note === null || note === '') return null;
  if (what === 'opened') return reasonWords[note as keyof typeof reasonWords] ?? note;
  if (what === 'ask' || what === 'brought-back')
    return frame.value?.facts.find(({ name }) => name === note)?.label ?? note;
  if (what === 'rated') return note === 'good' ? 'Content' : 'Not content';
  return outcomeTitles.value.get(note) ?? note;
}
