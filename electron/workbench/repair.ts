import { existsSync } from 'node:fs';
import { type Repair, repairHistory } from '../history/repair.ts';
import { UsageError } from './usage-error.ts';

export type { Repair };

/**
 * Saves what can be read of a damaged history into a new file beside it.
 *
 * @throws {UsageError} if there is no history; HistoryError if nothing can be saved
 */
export function repairDamaged(file: string): Repair {
  if (!existsSync(file)) throw new UsageError(`--repair: there is no history ${file}; name one with --history`);
  return repairHistory(file);
}
