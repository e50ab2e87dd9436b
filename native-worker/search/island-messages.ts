import type { Program } from '../algorithm/program.ts';
import type { TaskRole } from '../spec/spec-schema.ts';
import type { KeptIndividual } from './island.ts';
import type { IslandFigures } from './island-figures.ts';
import type { Identity, PackedLineage, PlacedIndividuals } from './packed-lineage.ts';
import type { SavedIsland } from './saved-island.ts';
import type { SetScore } from './set-scoring.ts';

/**
 * What the coordinator of a run and the hosts of its islands say to one another: plain data (numbers, text, arrays and
 * typed arrays), so that any channel or queue can carry it. Messages of one host arrive in the order in which they were
 * sent.
 */

/** An island, and where it goes on; `saved` is null where it begins. */
export interface IslandPlace {
  readonly island: number;
  readonly saved: SavedIsland | null;
}

/** A program to be scored on a set of tasks: a look is a pure function of these. */
export interface LookOrder {
  readonly program: Program;
  readonly role: TaskRole;
  /** Whose sets are meant. */
  readonly experiment: number;
  readonly noiseSeed: number;
}

/** What a host is told. */
export type IslandOrder =
  | {
      /** To have these islands of an experiment, and no others: whatever it had is given up. */
      readonly kind: 'open';
      readonly experiment: number;
      readonly islands: readonly IslandPlace[];
    }
  | {
      /** An island may go on up to the barrier of an epoch. Barriers up to `settled` need not be remembered any more. */
      readonly kind: 'go';
      readonly island: number;
      readonly through: number;
      readonly settled: number;
    }
  | {
      /** PlacedIndividuals enter an island that waits at the barrier of an epoch. */
      readonly kind: 'immigrate';
      readonly island: number;
      readonly epoch: number;
      readonly migrants: PlacedIndividuals;
    }
  /** To tell the champion that an island had at a barrier that is not settled. */
  | { readonly kind: 'champion'; readonly island: number; readonly epoch: number }
  /** To score a program; before anything else. A later order replaces one that is not answered. */
  | { readonly kind: 'look'; readonly look: LookOrder }
  /** To tell where all islands are, as soon as none has a candidate under way; they go on after that. */
  | { readonly kind: 'cut' };

/** What an island reports of the barrier at the end of an epoch; epoch 0 is the initial population. */
export interface BarrierReport {
  readonly experiment: number;
  readonly island: number;
  readonly epoch: number;
  /** SHA-256 of the population: by slot, the program's hash and the fitness's bits. */
  readonly population: Uint8Array;
  readonly figures: IslandFigures;
  /** The champion by the spec's `method.champion`. */
  readonly champion: Identity & { readonly search: number };
  /** Births that have become ancestors of all their tree's living and have left memory: to be kept. */
  readonly trunks: readonly PackedLineage[];
  /** Where migration is due at this barrier. */
  readonly emigrants: PlacedIndividuals | null;
}

/** What a host answers. */
export type IslandReport =
  | { readonly kind: 'barrier'; readonly barrier: BarrierReport }
  /** How far islands are between two barriers; for display alone. */
  | {
      readonly kind: 'figures';
      readonly experiment: number;
      readonly island: number;
      readonly epoch: number;
      readonly figures: IslandFigures;
    }
  | { readonly kind: 'champion'; readonly island: number; readonly epoch: number; readonly champion: KeptIndividual }
  /** @see LookOrder */
  | { readonly kind: 'score'; readonly score: SetScore; readonly taskSet: string }
  | { readonly kind: 'cut'; readonly islands: readonly SavedIsland[] };
