/**
 * The id of an agent by their account in Entra: the same person at the desk, where they sign in with it, and in the
 * agents' channel of Teams.
 * @param tenantId of the directory @param objectId of the account in it (Entra's claims `tid` and `oid`)
 */
export const entraAgentId = (tenantId: string, objectId: string): string =>
  `entra:${tenantId.toLowerCase()}:${objectId.toLowerCase()}`;
