import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { openHistoryClientAsFound } from '../history/thread/history-client.ts';
import { SCHEMA_VERSION } from '../history/migrate.ts';
import { reportEvaluators, type TierReport } from './evaluators.ts';

/** What the program finds on this machine. */
export interface Diagnosis {
  /** `node 24.21.0, linux x64`. */
  readonly runtime: string;
  readonly cores: number;
  readonly evaluators: readonly TierReport[];
  readonly history: {
    readonly file: string;
    /** The first run makes one that is not there yet. */
    readonly exists: boolean;
    readonly bytes: number;
    /** Also one that does not exist yet, where it could be made. */
    readonly healthy: boolean;
    readonly schema: number;
    /** What is wrong with it; null where it is healthy. */
    readonly problem: string | null;
  };
  readonly electron: { readonly present: boolean };
}

/**
 * Looks at the runtime, the evaluators, the history (which is not made if it is not there) and Electron.
 *
 * @param building called before the native evaluator is compiled, where that has not been done
 */
export async function diagnose(historyFile: string, building: () => void): Promise<Diagnosis> {
  return {
    runtime: `node ${process.versions.node}, ${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    evaluators: await reportEvaluators(building),
    history: { file: historyFile, ...(await diagnoseHistory(historyFile)) },
    electron: { present: electronIsPresent() },
  };
}

async function diagnoseHistory(file: string): Promise<Omit<Diagnosis['history'], 'file'>> {
  try {
    const history = await openHistoryClientAsFound(file, 'always');
    try {
      await history.verify();
      const { bytes, schema } = await history.figures();
      const exists = history.isOnDisk;
      return { exists, bytes: exists ? bytes : 0, schema, healthy: true, problem: null };
    } finally {
      await history.close();
    }
  } catch (error) {
    return {
      exists: existsSync(file),
      bytes: 0,
      schema: SCHEMA_VERSION,
      healthy: false,
      problem: (error as Error).message,
    };
  }
}

/** Never asks for the module itself: Electron's package downloads its program when it is loaded. */
function electronIsPresent(): boolean {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined) return existsSync(override);
  try {
    const manifest = createRequire(import.meta.url).resolve('electron/package.json');
    return existsSync(path.join(path.dirname(manifest), 'dist', 'electron'));
  } catch {
    return false;
  }
}
