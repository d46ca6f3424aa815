import type { Deliverer } from '../../delivery/deliverer.js';
import { type Channel, envelope, type Speaker } from '../channel.js';
import { shows } from './customers.js';
import { TEAMS } from './door.js';
import type { TeamsIngress } from './ingress.js';

/** Teams, as a channel: who speaks is known once the door has let the call in. */
export function teamsChannel(ingress: TeamsIngress, deliverer: Deliverer): Channel<Speaker> {
  return {
    id: TEAMS,
    routes: ingress.routes,
    identify: async (speaker) => speaker,
    envelope: (speaker, at) => envelope(TEAMS, speaker, at),
    deliverer,
    shows,
  };
}
