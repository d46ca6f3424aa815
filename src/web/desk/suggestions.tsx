import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Suggestion } from '../../desk/wire.js';
import { casePath, get } from './api.js';
import { kept } from './kept.js';
import { details } from './opened.js';

const MOST = 3;
const suggested = signal<{ id: string; suggestions: readonly Suggestion[] }>({ id: '', suggestions: [] });
const folded = signal(kept.get('suggestions') === 'folded');

/** What of the knowledge may answer what the customer wrote last; a press puts it into the box. */
export function Suggestions({ id, insert }: { id: string; insert(text: string): void }) {
  const last = details.value?.transcript.filter(({ role }) => role === 'user').at(-1)?.seq ?? null;
  useEffect(() => {
    if (last !== null) void fetchSuggestions(id);
  }, [id, last]);
  const { suggestions } = suggested.value;
  if (suggested.value.id !== id || suggestions.length === 0) return null;
  return (
    <details
      class="suggestions"
      open={!folded.value}
      onToggle={({ currentTarget }) => {
        folded.value = !currentTarget.open;
        kept.set('suggestions', folded.value ? 'folded' : null);
      }}
    >
      <summary>Suggested from the knowledge ({suggestions.length})</summary>
      <ul>
        {suggestions.map(({ entry, title, text, sources }) => (
          <li key={entry}>
            <div class="passage">
              <p class="passage-text" title={text}>
                <b>{title}</b> {text}
              </p>
              {sources[0] !== undefined && (
                <p class="soft source" title={sources.join('\n')}>
                  FAQ: “{sources[0]}”
                </p>
              )}
            </div>
            <button type="button" aria-label={`Insert: ${title}`} onClick={() => insert(text)}>
              Insert
            </button>
            {sources[0] !== undefined && (
              <button
                type="button"
                class="quiet"
                aria-label={`Insert with source: ${title}`}
                title="Insert it with the sentence of the FAQ that it rests on"
                onClick={() => insert(`${text}\n\nFrom the FAQ: “${sources[0]}”`)}
              >
                + source
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

async function fetchSuggestions(id: string): Promise<void> {
  const answer = await get<{ suggestions: Suggestion[] }>(casePath(id, 'suggestions'));
  if (!('problem' in answer)) suggested.value = { id, suggestions: answer.value.suggestions.slice(0, MOST) };
}
