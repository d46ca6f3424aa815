/** Where Microsoft keeps its customers' files: OneDrive and SharePoint, in the world's cloud and in others. */
export const MICROSOFT_FILE_HOSTS = ['*.sharepoint.com', '*.sharepoint.us', '*.sharepoint.cn'];

/** Reads the address of a file; null where it may not be asked. */
export type AllowsFile = (address: string) => URL | null;

const LONGEST = 4000;
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
/**
 * An address whose host every reader takes for the same: a name in plain letters stands between `https://` and the path, and
 * nothing else. In the path Teams writes spaces and letters of any language as they are; no `\` and no mark of a fragment.
 */
const PLAIN = new RegExp(
  `^https://((?:${LABEL}\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(?:/[^\\p{Cc}\\p{Cs}\\\\#]*)?$`,
  'u',
);

/**
 * Files are asked for, and written, at these hosts alone: https, no user, no port but 443, no number in a name's place.
 * Whoever writes to the bot says where a file is: the address is theirs, and where it leads must not be.
 *
 * @param hosts whole names, or `*.` before the end that names have
 */
export function amongFileHosts(hosts: readonly string[]): AllowsFile {
  const whole = new Set(hosts.filter((host) => !host.startsWith('*.')));
  const ends = hosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
  return (address) => {
    const name = address.length > LONGEST ? undefined : PLAIN.exec(address)?.[1]?.toLowerCase();
    if (name === undefined || !URL.canParse(address)) return null;
    const url = new URL(address);
    // Two readers that disagree are one too many.
    if (url.hostname !== name || url.port !== '' || url.username !== '' || url.password !== '') return null;
    return whole.has(name) || ends.some((end) => name.endsWith(end)) ? url : null;
  };
}
