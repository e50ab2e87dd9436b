import type { TaskRole } from '../spec/spec-schema.ts';

/** One look at a program on a set of tasks, as it stands in a run's queue. */
export type Look =
  /** A hand-designed algorithm of the spec's list. */
  | { readonly kind: 'reference'; readonly index: number; readonly role: TaskRole }
  /** The champion of the experiment under way, which an island had at a barrier, on T_select. */
  | { readonly kind: 'champion'; readonly island: number; readonly epoch: number }
  /** The run's champion, on T_final. */
  | { readonly kind: 'final' }
  /** An improving step of the run's champion's line, on T_select. */
  | { readonly kind: 'improvement'; readonly index: number }
  /** The run's champion, on T_select under other random numbers. */
  | { readonly kind: 'noise'; readonly noiseSeed: number };

const LAST_NOISE_SEED = 8;

/** Looks before the search begins: how the hand-designed algorithms do on T_search and T_select. */
export function openingLooks(references: number): readonly Look[] {
  return Array.from({ length: references }, (_, index) => index).flatMap((index): Look[] => [
    { kind: 'reference', index, role: 'search' },
    { kind: 'reference', index, role: 'select' },
  ]);
}

/**
 * Looks after everything is decided.
 *
 * @param improvements number of the champion's improving steps
 * @param isRandom whether the champion draws random numbers
 */
export function closingLooks(references: number, improvements: number, isRandom: boolean): readonly Look[] {
  const upTo = <T>(count: number, lookAt: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, k) => lookAt(k));
  return [
    { kind: 'final' },
    ...upTo(references, (index): Look => ({ kind: 'reference', index, role: 'final' })),
    ...upTo(improvements, (index): Look => ({ kind: 'improvement', index })),
    ...upTo(isRandom ? LAST_NOISE_SEED : 0, (index): Look => ({ kind: 'noise', noiseSeed: index + 1 })),
  ];
}
