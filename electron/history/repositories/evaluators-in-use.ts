import type { TierInUse } from '../../../native-worker/tiers/tier.ts';
import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

interface EvaluatorRow extends Omit<TierInUse, 'dropped'> {
  readonly number: number;
  readonly dropped: string;
  readonly beganAt: number;
}

/** By what the programs of runs were evaluated, and which faster evaluators were dropped on the way. */
export class EvaluatorsInUse {
  readonly #store: Store;
  readonly #table: OwnedTable<EvaluatorRow>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'evaluators_in_use',
      columns: ['number', 'name', 'instructionSet', 'dropped', 'beganAt'],
      key: ['number'],
    });
  }

  /** Keeps what a process that works on a run uses, unless the run has used the same. `beganAt`: milliseconds since 1970. */
  put(runId: string, { name, instructionSet, dropped }: TierInUse, beganAt: number): void {
    this.#store.write(() => {
      const rows = this.#table.all(runId);
      const row = { name, instructionSet, dropped: JSON.stringify(dropped) };
      if (rows.some((each) => isSame(each, row))) return;
      this.#table.put(runId, { ...row, number: (rows.at(-1)?.number ?? 0) + 1, beganAt });
    });
  }

  /** What a run was evaluated by, in order of first use, each with its reasons once. */
  of(runId: string): TierInUse[] {
    const rows = this.#table.all(runId);
    return rows
      .filter((row, index) => rows.findIndex((each) => isSame(each, row)) === index)
      .map(({ name, instructionSet, dropped }) => ({
        name,
        instructionSet,
        dropped: JSON.parse(dropped) as TierInUse['dropped'],
      }));
  }
}

type Used = Pick<EvaluatorRow, 'name' | 'instructionSet' | 'dropped'>;

function isSame(one: Used, other: Used): boolean {
  return one.name === other.name && one.instructionSet === other.instructionSet && one.dropped === other.dropped;
}
