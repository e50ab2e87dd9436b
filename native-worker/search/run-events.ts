import type { Champion } from './champion.ts';
import type { IslandFigures } from './island-figures.ts';
import type { Identity, PackedLineage } from './packed-lineage.ts';
import type { ReferenceScores } from './references.ts';
import type { RunFigures } from './run-figures.ts';
import type { RunResult } from './run-result.ts';

/** What a run has to tell, in the order in which it happens. A resumed run may tell again what came after its last state. */
export type RunEvent =
  | {
      /** The hand-designed algorithms have been scored on the first T_search and T_select. */
      readonly kind: 'references';
      readonly references: readonly ReferenceScores[];
    }
  | {
      readonly kind: 'experiment-started';
      /** From 0. */
      readonly experiment: number;
    }
  | {
      /** A sweep or an epoch of sweeps has ended. */
      readonly kind: 'progress';
      readonly figures: RunFigures;
    }
  | {
      /** The barrier of an island that belongs to the last progress, or to the one before; islands come in order. */
      readonly kind: 'barrier';
      readonly experiment: number;
      readonly island: number;
      readonly epoch: number;
      readonly figures: IslandFigures;
    }
  | {
      /** Births that have left memory, to be kept: see `BarrierReport.trunks`. */
      readonly kind: 'lineage';
      readonly experiment: number;
      readonly pieces: readonly PackedLineage[];
    }
  | {
      /** Copies of individuals came to an island, at the end of an epoch. */
      readonly kind: 'migration';
      readonly experiment: number;
      readonly epoch: number;
      readonly from: number;
      readonly to: number;
      readonly individuals: readonly Identity[];
    }
  | {
      /** A program was looked at on T_select. */
      readonly kind: 'champion';
      readonly champion: Champion;
      /** Whether it is the best of the run on T_select by now. */
      readonly isBest: boolean;
      readonly figures: RunFigures;
    }
  | {
      readonly kind: 'experiment-ended';
      readonly experiment: number;
      readonly figures: RunFigures;
    }
  | {
      readonly kind: 'finished';
      readonly result: RunResult;
    };
