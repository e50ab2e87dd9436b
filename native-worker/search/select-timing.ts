import type { MethodSpec } from '../spec/method-schema.ts';
import type { Identity } from './packed-lineage.ts';

/** Which champion of the experiment under way was looked at last. */
export interface LastLook extends Identity {
  /** Fitness on T_search. */
  readonly search: number;
}

/** With `new-best`, a champion is looked at when it has closed this share of the last one's gap to a fitness of 1. */
const SHARE_OF_GAP = 0.1;

/**
 * Whether a champion is to be scored on T_select at a barrier: at the end of its experiment, unless it has been; and
 * with `new-best` before, since a run may stop on what T_select says.
 *
 * @param last the look before in this experiment
 */
export function isTimeToLook(
  selectWhen: MethodSpec['selectWhen'],
  champion: LastLook,
  last: LastLook | null,
  endsExperiment: boolean,
): boolean {
  if (endsExperiment) return last?.birth !== champion.birth || last.island !== champion.island;
  switch (selectWhen) {
    case 'experiment-end':
      return false;
    case 'new-best':
      return last === null || 1 - champion.search < (1 - SHARE_OF_GAP) * (1 - last.search);
  }
}
