import { entraAgentId } from '../cases/entraAgent.js';

/** Entra's hosts: the world's, and those of the clouds of states (Entra, "National clouds"). */
const HOSTS = ['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn'];

/**
 * Who somebody is whom Entra signed in: its `sub` is another for each application, the account is the same everywhere
 * (Entra, "ID token claims reference").
 * @param claims of a verified ID token @returns an agent's id; null where another provider signed them in
 */
export function entraAccountIn({ iss, tid, oid }: Record<string, unknown>): string | null {
  if (typeof tid !== 'string' || typeof oid !== 'string' || oid === '') return null;
  return HOSTS.some((host) => iss === `https://${host}/${tid}/v2.0`) ? entraAgentId(tid, oid) : null;
}
