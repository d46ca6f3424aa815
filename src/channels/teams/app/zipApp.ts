import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A file of the package: its name, and what is in it. */
export type AppFile = [name: string, bytes: Buffer];

/**
 * The package that Teams takes. The same files give the same bytes, on every machine and day: zip's clock is the local
 * one, so the time is made of local parts; and nothing is compressed, for versions of zlib differ (icons are as they are, and
 * the rest is small).
 */
export function zipApp(files: AppFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  const mtime = new Date(1980, 0, 1, 12);
  for (const [name, bytes] of files)
    zip.addBuffer(bytes, name, { mtime, mode: 0o100644, compress: false, forceDosTimestamp: true });
  zip.end();
  return buffer(zip.outputStream);
}
