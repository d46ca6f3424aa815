import { join } from 'node:path';

/** The package's folder; seen from src/commandLine and from dist/commandLine alike. */
export const packageFolder = join(__dirname, '..', '..');

/** Where relative paths begin: `npm run` changes to the package's folder, and says where it was called. */
export function callersFolder(): string {
  const { npm_package_json: manifest, INIT_CWD } = process.env;
  const ours = INIT_CWD && manifest === join(packageFolder, 'package.json') && process.cwd() === packageFolder;
  return ours ? INIT_CWD : process.cwd();
}
