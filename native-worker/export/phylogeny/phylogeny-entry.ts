import type { OutputKind } from '../../algorithm/output-kind.ts';
import type { LineageRecord } from '../../search/lineage-record.ts';
import type { Identity } from '../../search/packed-lineage.ts';

/** A birth on record, and the experiment that it belongs to. */
export interface PhylogenyEntry extends LineageRecord {
  /** From 0. */
  readonly experiment: number;
}

/** What a run's births are told apart and named by. */
export interface PhylogenyRun {
  /** How many experiments the run has begun. */
  readonly experiments: number;
  /** How many islands each has. */
  readonly islands: number;
  /** The run's output kind, which is part of what programs are hashed by. */
  readonly outputs: OutputKind;
}

/**
 * An integer that names a birth within its run, from 0: the same in every export. Of one experiment's births, a later one
 * has the higher number.
 *
 * @throws {RangeError} where the run has no such experiment or island
 */
export function idOf(experiment: number, { island, birth }: Identity, run: PhylogenyRun): number {
  const id = (birth * run.islands + island) * run.experiments + experiment;
  if (island < run.islands && experiment < run.experiments && Number.isSafeInteger(id)) return id;
  throw new RangeError(
    `birth ${birth} of island ${island} in experiment ${experiment} does not belong to a run of ${run.experiments} experiments with ${run.islands} islands: state as many as it has`,
  );
}

/** The number of a birth's parent, or null of a founder. */
export function parentIdOf({ experiment, parent }: PhylogenyEntry, run: PhylogenyRun): number | null {
  return parent === null ? null : idOf(experiment, parent, run);
}
