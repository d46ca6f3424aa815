import type { Activity, RecognizerResult } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { Recognizer } from 'botbuilder-dialogs/lib/recognizer.js';
import type { Match } from '../matching/match.js';
import type { Matcher } from '../matching/matcher.js';

/** What was meant: the SDK's result (entries as intents, the confidence as score) with the match it was made from. */
export interface FaqResult extends RecognizerResult {
  match: Match;
}

/**
 * The matcher as a Bot Framework recognizer. Each recognition leaves the SDK's trace activity, without what was
 * typed.
 */
export class FaqRecognizer extends Recognizer {
  constructor(private readonly matcher: Matcher) {
    super();
    this.id = 'FaqRecognizer';
  }

  /** @param at where the customer stands in a guide; it settles near ties between steps */
  override async recognize(
    dc: DialogContext,
    activity: Partial<Activity>,
    telemetryProperties?: Record<string, string>,
    telemetryMetrics?: Record<string, number>,
    at?: { procedure: string; step: string },
  ): Promise<FaqResult> {
    const text = activity.text ?? '';
    const match = this.matcher.match(text, at ? { at } : {});
    const intents = Object.fromEntries(match.ranking.map(({ id, confidence }) => [id, { score: confidence }]));
    const result: FaqResult = { text, intents, entities: {}, match };
    const { decision, entry, also, confidence, step, outside } = match;
    const traced = { decision, entry, also, confidence, step, outside, intents };
    await dc.context.sendTraceActivity(this.id, traced, 'https://schema.certdesk/recognizer', 'What was meant');
    this.trackRecognizerResult(
      dc,
      `${this.id}Result`,
      this.fillRecognizerResultTelemetryProperties(result, telemetryProperties ?? {}, dc),
      telemetryMetrics,
    );
    return result;
  }
}
