import type { Connector } from '../../src/channels/teams/connector.js';
import { connectorOverHttp } from '../../src/channels/teams/connectorOverHttp.js';
import type { Reference } from '../../src/channels/teams/reference.js';
import type { FakeConnector } from './fakeConnector.js';
import { SERVICE } from './microsoft.js';

/** The Connector on this machine in the place of the one that activities name, without budgets: time would be all they cost. */
export function reaching(fake: FakeConnector): Connector {
  const overHttp = connectorOverHttp({
    allowed: (address) => address === fake.serviceUrl(),
    bearer: async () => 'bearer',
    budgets: { take: async () => () => undefined, takeSpare: async () => () => undefined },
  });
  const there = (to: Reference): Reference => {
    expect(to.serviceUrl).toBe(SERVICE);
    return { ...to, serviceUrl: fake.serviceUrl() };
  };
  return {
    post: (to, activity) => overHttp.post(there(to), activity),
    update: (to, id, activity) => overHttp.update(there(to), id, activity),
    remove: (to, id) => overHttp.remove(there(to), id),
    begin: (channel, activity) => overHttp.begin(there(channel), activity),
    types: (to) => overHttp.types(there(to)),
    member: (of, userId) => overHttp.member(there(of), userId),
  };
}
