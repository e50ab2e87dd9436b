import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from './build-lock.ts';

/** Begins the names of folders that builds are made in; the number of their process follows. */
const WORK_FOLDER = 'building-';

/**
 * Makes a folder to build in.
 *
 * @throws {Error} if it cannot be made
 */
export function makeWorkFolder(folder: string): string {
  return mkdtempSync(join(folder, `${WORK_FOLDER}${process.pid}-`));
}

/**
 * Removes what nobody needs any more: builds of other sources than the one that is given, and folders in which a process
 * that was ended was building. What cannot be removed stays: Windows keeps an addon for as long as it is in use.
 *
 * @param folder to be locked by the caller
 * @param source begins the names of the builds that stay
 */
export function removeLeftovers(folder: string, source: string): void {
  for (const name of namesIn(folder)) {
    const isOldBuild = name.startsWith('kernel-') && !name.startsWith(`${source}-`);
    const isLeftBehind = name.startsWith(WORK_FOLDER) && !isRunning(builderOf(name));
    if (isOldBuild || isLeftBehind) removeIfPossible(join(folder, name));
  }
}

/** Removes a file, or a folder with what is in it, unless the system refuses. */
export function removeIfPossible(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    return;
  }
}

/** The process that builds in a folder of this name. */
function builderOf(name: string): number {
  return Number.parseInt(name.slice(WORK_FOLDER.length), 10);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
