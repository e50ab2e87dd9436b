import path from 'node:path';

/** What the place of the history depends on. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const FOLDER = 'automl-zero-workbench';
const FILE = 'history.sqlite';

/** Where the history lies: what was asked for, else `AUTOML_ZERO_HISTORY`, else the platform's local data folder. */
export function historyPath(askedFor: string | undefined, surroundings: Surroundings): string {
  const override = askedFor ?? surroundings.environment['AUTOML_ZERO_HISTORY'];
  if (override !== undefined && override !== '') return path.resolve(override);
  return path.join(localDataFolder(surroundings), FOLDER, FILE);
}

function localDataFolder({ platform, environment, home }: Surroundings): string {
  if (platform === 'win32') return environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  // The XDG base directory specification has relative paths ignored.
  const folder = environment['XDG_DATA_HOME'];
  return folder !== undefined && path.isAbsolute(folder) ? folder : path.join(home, '.local', 'share');
}
