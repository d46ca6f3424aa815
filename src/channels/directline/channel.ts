import type { Deliverer } from '../../delivery/deliverer.js';
import { type Call, type Channel, envelope } from '../channel.js';
import type { DirectLine } from './directLine.js';
import { DIRECT_LINE, shows } from './incoming.js';
import { directLineRoutes } from './routes.js';

/** The web chat, as a channel. @param deliverer wakes its streams */
export function directLineChannel(directLine: DirectLine, deliverer: Deliverer): Channel<Call> {
  return {
    id: DIRECT_LINE,
    routes: directLineRoutes(directLine),
    identify: (call) => directLine.holderOf(call),
    envelope: (speaker, at) => envelope(DIRECT_LINE, speaker, at),
    deliverer,
    shows,
  };
}
