import type { Store } from '../store.ts';
import type { IslandName } from './curves.ts';
import { packColumns, unpackColumns } from './number-columns.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** What became of a child, seen from its parent's fitness. */
export const OUTCOMES = ['better', 'equal', 'worse', 'failed', 'unchanged'] as const;

/** Births of an island by mutation kind and outcome, since its experiment's start. */
export interface MutationPoint {
  readonly epoch: number;
  /** Kind by kind, in the order of the numbers of edits; within a kind in the order of `OUTCOMES`. */
  readonly counts: readonly number[];
}

/** Such points of one island, in order. */
export interface IslandMutations extends IslandName {
  readonly points: readonly MutationPoint[];
}

/** Points from one place on; whatever was there is replaced. All points have counts of as many kinds. */
export interface MutationPiece extends IslandMutations {
  /** From 0. */
  readonly piece: number;
}

interface PieceRow extends IslandName {
  readonly piece: number;
  readonly points: Uint8Array;
}

const BYTES_OF_WIDTH = 8;

/** Which mutations helped when, island by island. */
export class MutationCounts {
  readonly #store: Store;
  readonly #table: OwnedTable<PieceRow>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'mutation_pieces',
      columns: ['experiment', 'island', 'piece', 'points'],
      key: ['experiment', 'island', 'piece'],
    });
  }

  /** Writes pieces, each in place of the one there. */
  put(runId: string, pieces: readonly MutationPiece[]): void {
    this.#store.write(() => {
      for (const { points, ...place } of pieces) this.#table.put(runId, { ...place, points: packed(points) });
    });
  }

  /** Removes the pieces of an island from one on. */
  cutOff(runId: string, { experiment, island }: IslandName, from: number): void {
    this.#store.write(() => {
      for (const { piece } of this.#table.find(runId, { experiment, island })) {
        if (piece >= from) this.#table.remove(runId, { experiment, island, piece });
      }
    });
  }

  /** A run's counts, experiment by experiment and island by island. */
  of(runId: string): IslandMutations[] {
    const curves: (IslandName & { readonly points: MutationPoint[] })[] = [];
    for (const { experiment, island, points } of this.#table.all(runId)) {
      const more = unpacked(points, this.#store.file);
      const last = curves.at(-1);
      if (last?.experiment === experiment && last.island === island) last.points.push(...more);
      else curves.push({ experiment, island, points: more });
    }
    return curves;
  }
}

/** The number of columns comes first: there are more kinds of mutation from time to time. */
function packed(points: readonly MutationPoint[]): Uint8Array {
  const width = 1 + (points[0]?.counts.length ?? 0);
  const columns = packColumns(
    points.map(({ epoch, counts }) => [epoch, ...counts]),
    width,
  );
  const bytes = new Uint8Array(BYTES_OF_WIDTH + columns.length);
  new DataView(bytes.buffer).setFloat64(0, width, true);
  bytes.set(columns, BYTES_OF_WIDTH);
  return bytes;
}

function unpacked(bytes: Uint8Array, file: string): MutationPoint[] {
  const width = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true);
  const [epochs = new Float64Array(), ...counts] = unpackColumns(bytes.subarray(BYTES_OF_WIDTH), width, file);
  return Array.from(epochs, (epoch, index) => ({ epoch, counts: counts.map((column) => column[index] ?? 0) }));
}
