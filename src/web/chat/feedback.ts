import { chatWords } from '../words.js';
import { button, element, icon } from './dom.js';
import { reactElement } from './reactElement.js';
import type { Activity, ActivityStatusMiddleware } from './webChat.js';

export type Vote = 'like' | 'dislike';

export interface Votes {
  /** The customer's vote on an answer, or their taking it back (undefined). */
  set(answer: string, vote: Vote | undefined): void;
  /** What a reaction in the transcript says of the votes. */
  heard(reaction: Activity): void;
  /** Web Chat's way in: two buttons under each answer. */
  middleware: ActivityStatusMiddleware;
}

export interface VotesOptions {
  /** Sends a reaction. */
  send(reaction: Pick<Activity, 'type' | 'replyToId' | 'reactionsAdded' | 'reactionsRemoved'>): void;
}

/** Answers and verdicts can have helped; a step on the way, or a word of courtesy, is no answer yet. */
const isAnswer = ({ from, id, channelData }: Activity): boolean => {
  const { answer, card } = channelData?.certdesk ?? {};
  if (from.role !== 'bot' || id === undefined || card === 'step') return false;
  return card === 'answer' || (typeof answer === 'string' && !answer.startsWith('smalltalk.'));
};

/** How long (ms) the customer is thanked. */
const THANKED_MS = 4000;

const isVote = (type: string | undefined): type is Vote => type === 'like' || type === 'dislike';

/**
 * "Helpful" and "not helpful" under answers, remembered as long as the page lives and from reactions in the
 * transcript.
 */
export function votes({ send }: VotesOptions): Votes {
  const current = new Map<string, Vote>();
  const redraws = new Map<string, () => void>();

  function remember(answer: string, vote: Vote | undefined): void {
    if (vote) current.set(answer, vote);
    else current.delete(answer);
    redraws.get(answer)?.();
  }

  function set(answer: string, vote: Vote | undefined): void {
    const before = current.get(answer);
    remember(answer, vote);
    send({
      type: 'messageReaction',
      replyToId: answer,
      ...(vote ? { reactionsAdded: [{ type: vote }] } : {}),
      ...(before && before !== vote ? { reactionsRemoved: [{ type: before }] } : {}),
    });
  }

  function draw(place: HTMLElement, answer: string): void {
    if (place.firstChild) return;
    const thanks = element('span', { class: 'thanks', role: 'status' });
    const thumb = (vote: Vote, label: string, picture: 'up' | 'down') =>
      button(
        { class: 'thumb', 'aria-label': label, title: label, 'aria-pressed': 'false' },
        () => {
          const taken = current.get(answer) === vote ? undefined : vote;
          set(answer, taken);
          thanks.textContent = taken === undefined ? '' : chatWords.thanks;
          setTimeout(() => thanks.replaceChildren(), THANKED_MS);
        },
        icon(picture),
      );
    const up = thumb('like', chatWords.helpful, 'up');
    const down = thumb('dislike', chatWords.notHelpful, 'down');
    const show = () => {
      up.setAttribute('aria-pressed', String(current.get(answer) === 'like'));
      down.setAttribute('aria-pressed', String(current.get(answer) === 'dislike'));
    };
    place.append(
      element('span', { role: 'group', 'aria-label': chatWords.feedback, class: 'thumbs' }, up, down),
      thanks,
    );
    redraws.set(answer, show);
    show();
  }

  const places = new Map<string, (place: HTMLElement | null) => void>();
  const placeFor = (answer: string) => {
    const known = places.get(answer) ?? ((place: HTMLElement | null) => place && draw(place, answer));
    places.set(answer, known);
    return known;
  };

  return {
    set,
    heard({ replyToId, reactionsAdded, reactionsRemoved }) {
      if (!replyToId) return;
      const added = reactionsAdded?.map(({ type }) => type).find(isVote);
      if (added || reactionsRemoved) remember(replyToId, added);
    },
    middleware: () => (next) => (status) => {
      const usual = next(status);
      const { activity } = status;
      if (!isAnswer(activity) || !activity.id) return usual;
      const thumbs = reactElement(usual, 'span', { className: 'thumbs-place' }, placeFor(activity.id));
      return reactElement(usual, 'div', { className: 'status-with-thumbs', children: [usual, thumbs] }, null);
    },
  };
}
