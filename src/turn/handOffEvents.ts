import type { Activity } from 'botbuilder';
import type { ChangedCase } from '../cases/caseStore.js';

/**
 * The events by which Bot Framework tells programs of a hand-off (`handoff.initiate`, `handoff.status`:
 * EventFactory of the SDK). The transcript is named by where it can be had: it would be kept twice.
 */
export function initiated(cases: readonly ChangedCase[]): Partial<Activity>[] {
  return cases
    .filter(({ history }) => history.some(({ what }) => what === 'opened' || what === 'asked-again'))
    .map(({ case: { id, reason } }) => ({
      ...{ type: 'event', name: 'handoff.initiate', value: { case: id, reason } },
      attachments: [{ contentType: 'application/json', name: 'Transcript', contentUrl: `/desk/api/cases/${id}` }],
    }));
}

/** Says what has become of it. */
export function handOffStatus(id: string, state: 'accepted' | 'completed' | 'failed'): Partial<Activity> {
  return { type: 'event', name: 'handoff.status', value: { case: id, state } };
}
