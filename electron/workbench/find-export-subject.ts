import { existsSync } from 'node:fs';
import type { HistoryClient } from '../history/thread/history-client.ts';
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
export async function findExportSubject(history: HistoryClient, named: string, use: ExportUse): Promise<ExportSubject> {
  if (existsSync(named)) return fileSubject(named, use);
  const hashes = await hashesOf(history, named);
  const [hash] = hashes;
  if (hash === undefined) return await runSubject(history, named);
  if ((await history.runs.list()).some(({ id }) => id.startsWith(named.toLowerCase()))) {
    throw new UsageError(`${named}: a run and an algorithm begin like this; give more digits`);
  }
  if (hashes.length > 1) throw new UsageError(`${named}: several algorithms begin like this; give more digits`);
  return (await hashSubject(history, hash)) ?? (await runSubject(history, named));
}

/** The content hashes that begin like what was named, two at most. */
async function hashesOf(history: HistoryClient, named: string): Promise<string[]> {
  const prefix = named.toLowerCase();
  if (prefix.length < SHORTEST_PREFIX || !/^[0-9a-f]+$/.test(prefix)) return [];
  return await history.algorithms.hashesStartingWith(prefix, AMBIGUOUS);
}

async function hashSubject(history: HistoryClient, hash: string): Promise<ExportSubject | null> {
  const champion = await history.champions.withHash(hash);
  const run = champion && (await history.runs.get(champion.runId));
  if (run === undefined || champion === undefined) return null;
  return championSubject(run, await storedSpec(history, run), champion);
}

async function runSubject(history: HistoryClient, named: string): Promise<ExportSubject> {
  const run = await findRun(history, named);
  const champion = bestChampion(await history.champions.of(run.id));
  if (champion === null) {
    throw new UsageError(`${run.id}: no program of this run has been looked at on T_select yet; let it run on first`);
  }
  return championSubject(run, await storedSpec(history, run), champion);
}
