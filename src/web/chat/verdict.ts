import { chatWords } from '../words.js';
import { button, element, icon } from './dom.js';
import { reactElement } from './reactElement.js';
import type { AttachmentMiddleware, VerdictParts } from './webChat.js';

export interface VerdictOptions {
  locale: string;
  /** The customer says this. */
  say(text: string): void;
  print(): void;
}

const icons = { good: 'shield', neutral: 'note', attention: 'alert' } as const;

/** A verdict as a page of its own: what came out, what to do first, the days, why; and what can be done with it. */
export function verdicts(options: VerdictOptions): AttachmentMiddleware {
  const places = new Map<string, (place: HTMLElement | null) => void>();
  return () => (next) => (shown) => {
    const usual = next(shown);
    const { id = '', channelData } = shown.activity;
    const verdict = channelData?.certdesk?.verdict;
    if (!verdict || !usual || !shown.attachment.contentType.includes('adaptive')) return usual;
    const known =
      places.get(id) ??
      ((place: HTMLElement | null) => place && !place.firstChild && place.append(...drawn(verdict, options)));
    places.set(id, known);
    return reactElement(usual, 'section', { className: `verdict verdict-${verdict.tone}` }, known);
  };
}

function drawn(verdict: VerdictParts, { locale, say, print }: VerdictOptions): HTMLElement[] {
  const { title, tone, text, whyFirst, plan, days, handed, provisional, again } = verdict;
  const steps = plan.map((step) => element('li', {}, ...withLinks(step)));
  const why = reasonsOf(verdict, whyFirst);
  const act = (label: string, pressed: () => void, picture: 'print' | 'anew' | 'person', look = 'secondary') =>
    button({ class: look }, pressed, icon(picture), label);
  return [
    element(
      'header',
      { class: 'verdict-band' },
      icon(icons[tone]),
      element('div', {}, element('h2', {}, title), paragraph(text)),
    ),
    ...(whyFirst ? why : []),
    ...(steps.length > 0
      ? [element('h3', {}, chatWords.whatToDo), element('ol', { class: 'verdict-plan' }, ...steps)]
      : []),
    ...(days ? [daysBar(days, locale)] : []),
    ...(whyFirst ? [] : [element('h3', {}, chatWords.why), ...why]),
    ...handed.map(paragraph),
    element('p', { class: 'verdict-provisional' }, provisional),
    element(
      'div',
      { class: 'verdict-acts' },
      act(chatWords.printPlan, print, 'print'),
      act(chatWords.another, () => say(again), 'anew'),
      ...(handed.length > 0 ? [] : [act(chatWords.person, () => say(chatWords.person), 'person')]),
    ),
  ];
}

const paragraph = (text: string) => element('p', {}, ...withLinks(text));

/** Each reason with the page's sentence folded beneath it; what can't wait stands out. */
function reasonsOf({ reasons }: VerdictParts, first: boolean): HTMLElement[] {
  return reasons.flatMap(({ text, source }, index) => [
    first && index === 0 ? urgent(text) : paragraph(text),
    ...(source
      ? [
          element(
            'details',
            { class: 'verdict-quote' },
            element('summary', {}, chatWords.quote),
            element('blockquote', {}, `“${source.trim()}”`),
          ),
        ]
      : []),
  ]);
}

/** What can't wait: its first words stand out. */
function urgent(text: string): HTMLElement {
  const [, first = '', rest = ''] = /^(.*?[.:!;])(\s.*)?$/s.exec(text) ?? [];
  return first
    ? element('p', { class: 'verdict-first' }, element('strong', {}, first), ...withLinks(rest))
    : paragraph(text);
}

/** The days as a bar with today's on it, said in words beneath. */
function daysBar({ day, of, last }: NonNullable<VerdictParts['days']>, locale: string): HTMLElement {
  const filled = element('span', { class: day > of ? 'days-over' : 'days-gone' });
  filled.style.setProperty('inline-size', `${Math.min(100, (100 * day) / of)}%`);
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const lastDay = date.format(new Date(`${last}T00:00:00Z`));
  return element(
    'div',
    { class: 'days' },
    element('span', { class: 'days-bar', 'aria-hidden': 'true' }, filled),
    element('p', {}, chatWords.dayOf(day, of), ' · ', chatWords.lastFreeDay(lastDay)),
  );
}

/** The knowledge's addresses as links; whatever else stands in a text is text. */
function withLinks(text: string): (string | HTMLElement)[] {
  return text
    .split(/(https:\/\/[^\s<>"()[\]\\]*[^\s<>"()[\]\\.,;:!?’”'])/)
    .map((part, index) =>
      index % 2 === 1 ? element('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : part,
    );
}
