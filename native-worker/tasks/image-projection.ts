import { candidatePairs, classesToTellApart, type ImageSpec } from '../spec/image-classes.ts';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import { ExampleStream } from './example-stream.ts';

/** What tells one image task from another: its classes, and the random projection of its pixels. */
export interface ImageProjection {
  /** The classes; two of them: the first has label 1, the second 0. More: the label is the place in this list. */
  readonly classes: readonly number[];
  readonly projectionSeed: number;
}

/** Projections that binary tasks choose from (reference: generate_datasets.py). */
const BINARY_PROJECTIONS = 100;
/** Projections that tasks of several classes choose from (paper, section 4.3). */
const MULTICLASS_PROJECTIONS = 1000;

/** Whether a set's tasks are made of images. */
export function isImageSpec(spec: TasksSpec): spec is ImageSpec {
  return spec.kind === 'projected-binary' || spec.kind === 'projected-multiclass';
}

/**
 * What a data seed stands for: a class pair drawn uniformly from the set's candidates and then a projection
 * (reference: task_util.cc). So a caller that draws seeds can reject one whose task another set has already.
 */
export function projectionOf(spec: ImageSpec, dataSeed: number): ImageProjection {
  const stream = new ExampleStream(dataSeed, 'projection-choice');
  switch (spec.kind) {
    case 'projected-binary': {
      const candidates = candidatePairs(spec);
      const classes = candidates[stream.integerBelow(candidates.length)]!;
      return { classes, projectionSeed: stream.integerBelow(BINARY_PROJECTIONS) };
    }
    case 'projected-multiclass':
      return { classes: classesToTellApart(spec), projectionSeed: stream.integerBelow(MULTICLASS_PROJECTIONS) };
  }
}

/** Equal for two image tasks that show the same images by the same projection, whatever the order of the classes. */
export function projectionKey({ classes, projectionSeed }: ImageProjection): string {
  return `${classes.toSorted((a, b) => a - b).join(',')} by ${projectionSeed}`;
}
