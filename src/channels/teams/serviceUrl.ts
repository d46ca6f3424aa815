/** Whether an address is one of a Connector that may be spoken to. */
export type AllowsService = (serviceUrl: string) => boolean;

/** No white space, no `\`, no `@`: what a reader of addresses takes out, or takes for something else. */
const PLAIN = /^https?:\/\/[\w.:[\]-]+(?:\/[\w.~/%-]*)?$/i;

/**
 * Microsoft's own Connector: https, no user, no port but 443, a host of the list, whole. Asked when an activity
 * comes in, and again before each reply, as what was kept may have been changed.
 */
export function amongHosts(hosts: readonly string[]): AllowsService {
  const allowed = new Set(hosts);
  return (serviceUrl) => {
    const url = read(serviceUrl);
    return url?.protocol === 'https:' && url.port === '' && allowed.has(url.hostname);
  };
}

/** An emulator's Connector: on this machine, without encryption or with it. */
export const onThisMachine: AllowsService = (serviceUrl) => {
  const { hostname = '' } = read(serviceUrl) ?? {};
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
};

function read(serviceUrl: string): URL | null {
  const url = PLAIN.test(serviceUrl) && URL.canParse(serviceUrl) ? new URL(serviceUrl) : null;
  return url && url.username === '' && url.password === '' && url.search === '' && url.hash === '' ? url : null;
}
