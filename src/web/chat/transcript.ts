import { cardPlaces } from './cardPlaces.js';
import { caseNumbers } from './caseNumber.js';
import { type VotesOptions, votes } from './feedback.js';
import { mendFoldings } from './foldings.js';
import { howFarLine } from './howFar.js';
import { adaptiveCardsHostConfig, styleOptions } from './look.js';
import { newest } from './newest.js';
import type { Shell } from './shell.js';
import { stamps } from './stamps.js';
import { verdicts } from './verdict.js';
import type { Activity, DirectLine, Store, WebChat } from './webChat.js';

/** What Web Chat draws, and what the page makes of its messages. */
export interface Transcript {
  /** Draws the conversation of a store; `line` is where it comes from. */
  draw(webChat: WebChat, drawn: { store: Store; line: DirectLine; nonce: string }): void;
  /** The customer says something, or presses a card's button. */
  said(activity: Activity): void;
  /** Something that was said has come. */
  arrived(activity: Activity): void;
  /** A reaction of the customer's is in the conversation. */
  reacted(reaction: Activity): void;
  /** Whether what is being sent can be sent at all just now. */
  reachable(now: boolean): void;
}

export interface TranscriptOptions {
  page: Pick<Shell, 'body' | 'chat'>;
  locale: string;
  /** The customer says this. */
  say(text: string): void;
  react: VotesOptions['send'];
}

export function transcript({ page, locale, say, react }: TranscriptOptions): Transcript {
  const end = newest(page.body, page.chat);
  const times = stamps(locale);
  const progress = howFarLine(page.body);
  const cards = cardPlaces();
  const thumbs = votes({ send: react });
  return {
    draw(webChat, { store, line, nonce }) {
      webChat.renderWebChat(
        {
          ...{ directLine: line, store, nonce, locale, styleOptions, adaptiveCardsHostConfig },
          suggestedActionsAccessKey: false,
          attachmentMiddleware: [verdicts({ locale, say, print: () => window.print() }), cards.middleware],
          activityStatusMiddleware: [thumbs.middleware, caseNumbers(), times.middleware],
        },
        page.chat,
      );
      mendFoldings(page.chat);
    },
    said(activity) {
      cards.said(activity);
      end.follow();
    },
    arrived(activity) {
      cards.arrived(activity);
      if (activity.from.role !== 'bot') return;
      progress.show(activity.channelData?.certdesk?.howFar);
      end.replied();
    },
    reacted: thumbs.heard,
    reachable: times.reachable,
  };
}
