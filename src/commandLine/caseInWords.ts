import type { CaseDetails, CaseLine, HistoryLine, Said } from '../desk/wire.js';

/** What a terminal would obey stands for itself: a customer's words move no cursor and change no colour. */
const harmless = (text: string) => text.replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, '�');
const minute = (at: string) => at.slice(0, 16).replace('T', ' ');

/** A case in one line: number, where it stands, since when, whose it is, and what was said last. */
export function lineInWords(line: CaseLine): string {
  const { id, status, urgent, reason, waitingSince, changedAt, agent, group, contact, commonName, last } = line;
  const who = agent?.name ?? group;
  const parts = [
    ...[id, urgent ? `${status} (urgent)` : status, reason],
    waitingSince === null ? `changed ${minute(changedAt)}` : `waits since ${minute(waitingSince)}`,
    ...[who && `with ${who}`, contact.name ?? contact.email, commonName, last && `“${last.text}”`],
  ];
  return harmless(parts.filter((part) => part !== null && part !== undefined && part !== '').join('  ')).replace(
    /[\n\t]/g,
    ' ',
  );
}

/** A case with all that is known, to read. Times are UTC. */
export function detailsInWords(details: CaseDetails): string {
  const { contact, brief, verdict, transcript, history, resolution, comment, earlier } = details;
  const sections: [title: string, lines: (string | null)[]][] = [
    ['', [lineInWords(details)]],
    ['Customer', [contact.name, contact.email, contact.telephone]],
    ['Why a person', [brief.why]],
    [
      'Verdict',
      [
        brief.verdict && `${brief.verdict.title}: ${brief.verdict.text}`,
        ...(brief.verdict?.reasons ?? []).map(({ text }) => `- ${text}`),
      ],
    ],
    ["Agent's verdict", [verdict && `${verdict.outcome} (${verdict.by.name}): ${verdict.reason}`]],
    ['Known', brief.facts.map(({ label, shown, origin }) => `${label}: ${shown} (${origin})`)],
    ['Missing', brief.missing.map(({ label }) => label)],
    ...brief.others.map(({ name, facts, verdict: made }): [string, (string | null)[]] => [
      name,
      [
        made && `${made.title}: ${made.text}`,
        ...facts.map(({ label, shown, origin }) => `${label}: ${shown} (${origin})`),
      ],
    ]),
    ['Done', brief.done],
    ['Removed', brief.removed],
    ['Settled', [resolution]],
    ['Rated', [comment]],
    ['Earlier', earlier.map(lineInWords)],
    ['History', history.map(historyInWords)],
    ['Conversation', transcript.map(saidInWords)],
  ];
  return sections
    .map(([title, lines]) => [title, lines.filter((line): line is string => line !== null && line !== '')] as const)
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => harmless([...(title === '' ? [] : [`${title}:`]), ...lines].join('\n')))
    .join('\n\n');
}

function historyInWords({ at, by, what, to, note }: HistoryLine): string {
  return `${minute(at)}  ${by.name ?? by.kind}: ${what} (${to})${note ? `: ${note}` : ''}`;
}

function saidInWords({ at, role, name, text, files, pressed }: Said): string {
  const said = [...(text === '' ? [] : [text]), ...files.map((file) => `[${file}]`)].join(' ');
  return `${minute(at)}  ${name ?? role}${pressed ? ' (pressed)' : ''}: ${said}`;
}
