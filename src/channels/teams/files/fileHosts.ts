/** Where Microsoft keeps its customers' files: OneDrive and SharePoint, in the world's cloud and in others. */
export const MICROSOFT_FILE_HOSTS = ['*.sharepoint.com', '*.sharepoint.us', '*.sharepoint.cn'];

/** Reads the address of a file; null where it may not be asked. */
export type AllowsFile = (address: string) => URL | null;

const LONGEST = 4000;
/**
 * An address that every reader takes for the same: https and a name in plain letters, nothing between them, and behind it
 * no white space, no `\` and no mark of a fragment.
 */
const PLAIN =
  /^https:\/\/((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?)(?:\/[!"$-[\]-~]*)?$/i;

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
