import { existsSync } from 'node:fs';
import type { History } from '../history/open-history.ts';
import { bestChampion } from './best-champion.ts';
import { championSubject, type ExportSubject, type ExportUse, fileSubject } from './export-subject.ts';
import { findRun } from './find-run.ts';
import { storedSpec } from './stored-spec.ts';
import { UsageError } from './usage-error.ts';

/** Two hashes that begin alike are enough to know that a prefix is not clear. */
const AMBIGUOUS = 2;
const SHORTEST_PREFIX = 4;

/**
 * The algorithm that a user names: a file, a run (its best champion), or the beginning of a content hash.
 *
 * @param use what an algorithm from a file is for; algorithms of runs know theirs
 * @throws {UsageError} if there is none, or more than one
 */
export function findExportSubject(history: History, named: string, use: ExportUse): ExportSubject {
  if (existsSync(named)) return fileSubject(named, use);
  const hashes = hashesOf(history, named);
  const [hash] = hashes;
  if (hash === undefined) return runSubject(history, named);
  if (history.runs.list().some(({ id }) => id.startsWith(named.toLowerCase()))) {
    throw new UsageError(`${named}: a run and an algorithm begin like this; give more digits`);
  }
  if (hashes.length > 1) throw new UsageError(`${named}: several algorithms begin like this; give more digits`);
  return hashSubject(history, hash) ?? runSubject(history, named);
}

/** The content hashes that begin like what was named, two at most. */
function hashesOf(history: History, named: string): string[] {
  const prefix = named.toLowerCase();
  if (prefix.length < SHORTEST_PREFIX || !/^[0-9a-f]+$/.test(prefix)) return [];
  return history.algorithms.hashesStartingWith(prefix, AMBIGUOUS);
}

function hashSubject(history: History, hash: string): ExportSubject | null {
  const champion = history.champions.withHash(hash);
  const run = champion && history.runs.get(champion.runId);
  return run === undefined || champion === undefined ? null : championSubject(run, storedSpec(history, run), champion);
}

function runSubject(history: History, named: string): ExportSubject {
  const run = findRun(history, named);
  const champion = bestChampion(history.champions.of(run.id));
  if (champion === null) {
    throw new UsageError(`${run.id}: no program of this run has been looked at on T_select yet; let it run on first`);
  }
  return championSubject(run, storedSpec(history, run), champion);
}
