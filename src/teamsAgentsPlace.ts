/** The agents' channel in Teams: its tenant in small letters, and its id. */
export interface TeamsAgentsPlace {
  tenantId: string;
  channelId: string;
}

const TENANT = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const CHANNEL = /^19:[\w.=+-]{1,200}@thread\.(?:tacv2|skype)$/;

/**
 * The channel that `CERTDESK_TEAMS_AGENTS` names: the link that Teams copies by "Get link to channel", or the tenant's id
 * and the channel's with a slash between them. @returns null where it is neither
 *
 * @example
 * agentsPlaceIn('https://teams.microsoft.com/l/channel/19%3Aab%40thread.tacv2/Desk?groupId=…&tenantId=72f9…')
 */
export function agentsPlaceIn(text: string): TeamsAgentsPlace | null {
  const [tenantId = '', channelId = ''] = text.startsWith('https:') ? inLink(text) : text.trim().split('/');
  return TENANT.test(tenantId) && CHANNEL.test(channelId) ? { tenantId: tenantId.toLowerCase(), channelId } : null;
}

function inLink(link: string): string[] {
  if (!URL.canParse(link)) return [];
  const { pathname, searchParams } = new URL(link);
  const [, channel] = /^\/l\/channel\/([^/]+)/.exec(pathname) ?? [];
  try {
    return [searchParams.get('tenantId') ?? '', decodeURIComponent(channel ?? '')];
  } catch {
    return [];
  }
}
