import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { unpackProgram } from '../../native-worker/algorithm/program.ts';
import { readCandidateNote } from '../../native-worker/candidate-note.ts';
import type { QuarantinedCandidate } from '../../native-worker/search/saved-run.ts';
import { Suspects } from './suspects.ts';
import type { WorkerEnd } from './worker-end.ts';

/** After a loss, candidates are noted until there have been so many cuts without another one. */
const CUTS_WITH_NOTES = 3;

/**
 * Signals by which a person or the system ends a process, also for want of memory, which no candidate asks for: whatever
 * was under way then is no cause of it, and the run comes to the same as if nothing had happened.
 */
const SIGNALS_FROM_OUTSIDE: ReadonlySet<string> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']);

/** Once a run has lost a worker: has its workers note their candidates, and finds the one that ends them. */
export class CandidateWatch {
  readonly #folder: string;
  readonly #suspects = new Suspects();
  #cutsToCome = 0;
  /** By host of the sitting under way. */
  #files: readonly string[] = [];
  /** Not in a cut yet. */
  #convicted: readonly QuarantinedCandidate[] = [];

  /** @param folder where workers note their candidates */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether candidates are to be noted. */
  get isOn(): boolean {
    return this.#cutsToCome > 0;
  }

  /** Candidates that are not to be evaluated, though the last cut does not say so. */
  get convicted(): readonly QuarantinedCandidate[] {
    return this.#convicted;
  }

  /** A sitting begins. @returns by host, where it notes its candidates; null where it need not */
  noteFiles(job: number, workers: readonly number[]): readonly string[] | null {
    if (!this.isOn) return null;
    this.#files = workers.map((worker) => join(this.#folder, `candidate-${process.pid}-${job}-${worker}`));
    return this.#files;
  }

  /** A worker was lost. @returns the candidate that it is due to, if that is certain by now, with its program as text */
  lost(host: number, end: WorkerEnd): { readonly candidate: QuarantinedCandidate; readonly listing: string } | null {
    this.#cutsToCome = CUTS_WITH_NOTES;
    const file = this.#files[host];
    if (file === undefined || !isOwnFault(end)) return null;
    const noted = readCandidateNote(file);
    if (noted === null || !this.#suspects.accuse(noted)) return null;
    const { program, ...candidate } = noted;
    this.#convicted = [...this.#convicted, candidate];
    return { candidate, listing: printAlgorithm(unpackProgram(program)) };
  }

  /** There was a cut. @returns whether the watch ends with it, and so should the sitting */
  passedCut(): boolean {
    this.#convicted = [];
    if (this.#cutsToCome === 0) return false;
    this.#cutsToCome--;
    if (this.#cutsToCome > 0) return false;
    this.#suspects.acquit();
    return true;
  }

  /** The sitting is over. */
  removeNotes(): void {
    for (const file of this.#files) rmSync(file, { force: true });
    this.#files = [];
  }
}

function isOwnFault(end: WorkerEnd): boolean {
  switch (end.kind) {
    case 'exited':
    case 'hung':
      return true;
    case 'crashed':
      return !SIGNALS_FROM_OUTSIDE.has(end.signal);
    case 'asked':
    case 'lost-parent':
    case 'not-started':
      return false;
  }
}
