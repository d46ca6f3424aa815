import { computed, effect, signal } from '@preact/signals';
import type { CaseLine } from '../../desk/wire.js';
import { kept, onKeptElsewhere } from './kept.js';
import { openLine } from './opened.js';
import { frame, known, myId } from './state.js';

/** When the newest words of each case were on the screen. */
const seen = signal<Readonly<Record<string, string>>>({});
const visible = signal(!document.hidden);
export const soundOn = signal(false);

/** How many cases are remembered as seen: the others were settled long ago. */
const MOST_SEEN = 500;

/**
 * Whether there is something that this agent should see and has not: a case that waits and was never looked at or has
 * new words of the customer, and whatever came to a case of theirs while the customer waits.
 */
export function isUnread({ id, last, status, agent, waitingSince }: CaseLine): boolean {
  if (last === null || waitingSince === null) return false;
  const looked = seen.value[id];
  const later = (looked ?? '') < last.at;
  if (status === 'waiting') return looked === undefined || (later && last.role === 'user');
  return agent?.id === myId.value && later && last.role !== 'agent';
}

export const unreadCount = computed(() => [...known.value.values()].filter(isUnread).length);

/** Keeps what was seen, the tab's title and the choice of a sound. */
export function followAttention(): void {
  const title = document.title;
  const read = () => {
    seen.value = readSeen();
    soundOn.value = kept.get('sound') === 'on';
  };
  read();
  onKeptElsewhere((name) => (name === null || name === 'seen' || name === 'sound') && read());
  document.addEventListener('visibilitychange', () => {
    visible.value = !document.hidden;
  });
  effect(() => {
    const line = openLine.value;
    if (visible.value && line?.last && (seen.value[line.id] ?? '') < line.last.at) markSeen(line.id, line.last.at);
  });
  effect(() => {
    const count = unreadCount.value;
    document.title = `${count > 0 ? `(${count}) ` : ''}${frame.value ? `Desk · ${frame.value.name}` : title}`;
  });
}

/** A case as it was and as it has become: the agent hears it where it wants them. */
export function hearCase(before: CaseLine | undefined, line: CaseLine): void {
  if (!soundOn.value || (visible.value && openLine.peek()?.id === line.id)) return;
  const waitsAnew = line.status === 'waiting' && before?.status !== 'waiting';
  const wrote = isUnread(line) && (before?.last?.at ?? '') < (line.last?.at ?? '');
  if (waitsAnew || wrote) chime(line.urgent);
}

export function switchSound(on: boolean): void {
  soundOn.value = on;
  kept.set('sound', on ? 'on' : null);
  if (on) chime(false);
}

let audio: AudioContext | undefined;

/** Two short tones; three where it is urgent. */
function chime(urgent: boolean): void {
  audio ??= new AudioContext();
  void audio.resume();
  const start = audio.currentTime;
  const tones = urgent ? [784, 988, 1175] : [659, 880];
  for (const [place, pitch] of tones.entries()) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const at = start + place * 0.12;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(0.08, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.32);
  }
}

function markSeen(id: string, at: string): void {
  const rest = Object.entries(readSeen()).filter(([other]) => other !== id);
  seen.value = Object.fromEntries([...rest.slice(1 - MOST_SEEN), [id, at]]);
  kept.set('seen', JSON.stringify(seen.value));
}

function readSeen(): Record<string, string> {
  try {
    return JSON.parse(kept.get('seen') ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}
