import { Packr } from 'msgpackr';
import { HistoryError } from '../history-error.ts';
import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** So many bytes go into one row: a billion is the most that SQLite takes, and a few are read and checked faster. */
const PIECE_BYTES = 16 * 1024 * 1024;
/** The latest cut and the one before it, for the case that the latest is damaged. */
const KEPT_CUTS = 2;

interface PieceRow {
  /** Number of the cut, from 1. */
  readonly cut: number;
  /** From 0. */
  readonly piece: number;
  readonly pieces: number;
  readonly packed: Uint8Array;
  readonly savedAt: number;
}

/** A saved state as it was found. */
export interface SavedState {
  readonly state: unknown;
  readonly savedAt: number;
  /** What is wrong with the latest one, where this is the one before it; both lead to the same result. */
  readonly instead: string | null;
}

/** What stopped runs go on from: of each run the latest consistent cut, and the one before. */
export class Checkpoints {
  readonly #store: Store;
  readonly #table: OwnedTable<PieceRow>;
  /** Keeps typed arrays as what they are. */
  readonly #packr = new Packr({ structuredClone: true, moreTypes: true });

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'checkpoints',
      columns: ['cut', 'piece', 'pieces', 'packed', 'savedAt'],
      key: ['cut', 'piece'],
    });
  }

  /**
   * Keeps a state as the latest one. The one before stays, until another state is put.
   *
   * @param state plain data: objects, arrays, typed arrays, numbers, strings; outside of typed arrays -0 becomes 0
   */
  put(runId: string, state: unknown, savedAt: number): void {
    const packed = this.#packr.pack(state);
    this.#store.write(() => {
      const earlier = this.#cuts(runId);
      const cut = (earlier[0] ?? 0) + 1;
      const pieces = Math.max(1, Math.ceil(packed.length / PIECE_BYTES));
      for (let piece = 0; piece < pieces; piece++) {
        const bytes = packed.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
        this.#table.put(runId, { cut, piece, pieces, packed: bytes, savedAt });
      }
      for (const old of earlier) if (old <= cut - KEPT_CUTS) this.#table.remove(runId, { cut: old });
    });
  }

  /**
   * The latest state of a run that is sound, or undefined where there is none at all.
   *
   * @throws {HistoryError} if there are states and none is sound
   */
  get(runId: string): SavedState | undefined {
    return this.#store.read(() => {
      const cuts = this.#cuts(runId);
      let problem = this.#missing(runId);
      for (const cut of cuts) {
        try {
          return { ...this.#read(runId, cut), instead: problem?.message ?? null };
        } catch (error) {
          if (!(error instanceof HistoryError)) throw error;
          problem ??= error;
        }
      }
      if (problem !== null) {
        throw new HistoryError(
          this.#store.file,
          `the saved state of run ${runId} is damaged, so it cannot go on; start it again from its spec`,
          { cause: problem },
        );
      }
      return undefined;
    });
  }

  /** Forgets the states of a run that needs none any more. */
  remove(runId: string): void {
    this.#table.remove(runId);
  }

  /** What is wrong where damage has hidden rows; null where none is missing. */
  #missing(runId: string): HistoryError | null {
    const kept = this.#table.seal(runId).rows;
    const count = this.#store.statement(
      'SELECT count(*) FROM checkpoints WHERE run = (SELECT number FROM runs WHERE id = ?)',
    );
    const [found] = count.get(runId) as [number];
    if (found === kept) return null;
    const problem = `of the saved states of run ${runId} ${found} of ${kept} pieces are there`;
    return new HistoryError(this.#store.file, problem);
  }

  /** The numbers of a run's cuts, the latest first; of damaged ones, too. */
  #cuts(runId: string): number[] {
    const cuts = this.#store.statement(
      'SELECT DISTINCT cut FROM checkpoints WHERE run = (SELECT number FROM runs WHERE id = ?) ORDER BY cut DESC',
    );
    return cuts.all(runId).map((row) => (row as [number])[0]);
  }

  #read(runId: string, cut: number): Omit<SavedState, 'instead'> {
    const rows = this.#table.find(runId, { cut }, 'ORDER BY piece');
    const [first] = rows;
    if (rows.length !== first?.pieces) {
      throw new HistoryError(this.#store.file, `the latest saved state of run ${runId} lacks a piece`);
    }
    const packed = rows.length === 1 ? first.packed : Buffer.concat(rows.map((row) => row.packed));
    return { state: this.#packr.unpack(packed), savedAt: first.savedAt };
  }
}
