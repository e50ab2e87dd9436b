import type { ChampionReport } from './champion.ts';
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
      /** A program was looked at on T_select. */
      readonly kind: 'champion';
      readonly champion: ChampionReport;
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
