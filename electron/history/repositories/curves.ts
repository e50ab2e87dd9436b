import type { Store } from '../store.ts';
import { type CurvePoint, POINT_WIDTH, pointNumbers, pointsOf } from './curve-point.ts';
import { packColumns, unpackColumns } from './number-columns.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** Names an island in a run. */
export interface IslandName {
  readonly experiment: number;
  readonly island: number;
}

/** The points of one island, in order. */
export interface IslandCurve extends IslandName {
  readonly points: readonly CurvePoint[];
}

/** The points of one island as columns, in the order of `pointNumbers`: for charts, which need no objects. */
export interface IslandColumns extends IslandName {
  readonly columns: readonly Float64Array[];
}

/** Points from one place in an island's curve on; whatever was there is replaced. */
export interface CurvePiece extends IslandName {
  /** From 0. */
  readonly piece: number;
  /** At most `POINTS_IN_PIECE`. */
  readonly points: readonly CurvePoint[];
}

interface PieceRow extends IslandName {
  readonly piece: number;
  readonly points: Uint8Array;
}

/** Fitness over time, island by island. */
export class Curves {
  readonly #store: Store;
  readonly #table: OwnedTable<PieceRow>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'curve_pieces',
      columns: ['experiment', 'island', 'piece', 'points'],
      key: ['experiment', 'island', 'piece'],
    });
  }

  /** Writes pieces, each in place of the one there. */
  put(runId: string, pieces: readonly CurvePiece[]): void {
    this.#store.write(() => {
      for (const { points, ...place } of pieces) {
        this.#table.put(runId, { ...place, points: packColumns(points.map(pointNumbers), POINT_WIDTH) });
      }
    });
  }

  /** Removes the pieces of an island from one on: its curve has become shorter. */
  cutOff(runId: string, { experiment, island }: IslandName, from: number): void {
    this.#store.write(() => {
      for (const { piece } of this.#table.find(runId, { experiment, island })) {
        if (piece >= from) this.#table.remove(runId, { experiment, island, piece });
      }
    });
  }

  /** A run's curves, experiment by experiment and island by island. */
  of(runId: string): IslandCurve[] {
    return this.columns(runId).map(({ columns, ...name }) => ({ ...name, points: pointsOf(columns) }));
  }

  /** The same as columns of numbers. */
  columns(runId: string): IslandColumns[] {
    const curves: (IslandName & { readonly pieces: Float64Array[][] })[] = [];
    for (const { experiment, island, points } of this.#table.all(runId)) {
      const columns = unpackColumns(points, POINT_WIDTH, this.#store.file);
      const last = curves.at(-1);
      if (last?.experiment === experiment && last.island === island) last.pieces.push(columns);
      else curves.push({ experiment, island, pieces: [columns] });
    }
    return curves.map(({ pieces, ...name }) => ({ ...name, columns: joined(pieces) }));
  }
}

function joined(pieces: readonly Float64Array[][]): Float64Array[] {
  return Array.from({ length: POINT_WIDTH }, (_, column) => {
    const parts = pieces.map((piece) => piece[column] ?? new Float64Array());
    const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
    let offset = 0;
    for (const part of parts) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  });
}
