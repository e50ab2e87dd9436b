import { dot } from '../numerics/pairwise-dot.ts';
import type { TaskRole } from '../spec/spec-schema.ts';
import type { Dataset } from './dataset.ts';
import { ExampleStream } from './example-stream.ts';
import { type ImageProjection, type ImageSpec, projectionMatrix, projectionOf } from './image-projection.ts';
import { splitByRole } from './role-split.ts';
import { type RawExamples, standardisedTask } from './standardised-task.ts';
import { TaskDataError } from './task-data-error.ts';
import type { TaskSetContent } from './task-set-hash.ts';

/**
 * Tasks of telling images apart after a random projection of their pixels to F features (paper, section 4.2;
 * reference: generate_datasets.py). Images are split by role first, then chosen evenly over the classes by the data
 * seed, then projected, then standardised by the task's training examples.
 *
 * @throws TaskDataError where more examples are asked for than there are
 */
export function projectedTasks(
  spec: ImageSpec,
  role: TaskRole,
  dataSeeds: readonly number[],
  images: Dataset,
): TaskSetContent {
  const split = splitByRole(images.labels);
  const make = (dataSeed: number) => {
    const projection = projectionOf(spec, dataSeed);
    const matrix = projectionMatrix(projection.projectionSeed, spec.features, images.columnCount);
    const examples = (field: 'train' | 'valid', part: Uint32Array): RawExamples => {
      const stream = new ExampleStream(dataSeed, `${field}-choice`);
      const rows = chooseEvenly(`tasks.${role}.${field}`, spec[field], images, projection, part, stream);
      return {
        features: project(images, rows, matrix, spec.features),
        labels: Float64Array.from(rows, (row) => labelOf(spec, projection, images.labels[row]!)),
      };
    };
    const train = examples('train', split.train);
    const valid = examples('valid', split.valid[role]);
    return standardisedTask(dataSeed, spec.features, spec.epochs, 'classes', train, valid);
  };
  const binary = spec.kind === 'projected-binary';
  return {
    features: spec.features,
    outputs: binary ? 'scalar' : 'vector',
    classes: binary || spec.classes === 'all' ? (binary ? 2 : (images.labelNames?.length ?? 0)) : spec.classes.length,
    measure: 'accuracy',
    tasks: dataSeeds.map(make),
  };
}

/**
 * `count` rows of a part in random order, as many of each class as of the others; where that does not divide evenly,
 * the first classes have one more.
 */
function chooseEvenly(
  field: string,
  count: number,
  images: Dataset,
  { classes }: ImageProjection,
  part: Uint32Array,
  stream: ExampleStream,
): Uint32Array {
  const pools = classes.map((each) => part.filter((row) => images.labels[row] === each));
  // Class k gets ceil((count - k) / classes) rows, which fit in its pool up to this count.
  const available = Math.min(...pools.map((pool, k) => pool.length * classes.length + k));
  if (count > available) {
    throw new TaskDataError(
      field,
      `asked for ${count} examples of the classes ${classes.join(', ')}, but "${images.name}" has ${available} for this, taken evenly; ask for at most ${available}`,
      available,
    );
  }
  const chosen = pools.flatMap((pool, k) => {
    stream.shuffle(pool);
    return [...pool.subarray(0, Math.ceil((count - k) / classes.length))];
  });
  const rows = Uint32Array.from(chosen);
  stream.shuffle(rows);
  return rows;
}

function labelOf(spec: ImageSpec, { classes }: ImageProjection, imageClass: number): number {
  const place = classes.indexOf(imageClass);
  return spec.kind === 'projected-binary' ? 1 - place : place;
}

function project(images: Dataset, rows: Uint32Array, matrix: Float64Array, features: number): Float64Array {
  const pixels = images.columnCount;
  const projected = new Float64Array(rows.length * features);
  rows.forEach((row, index) => {
    for (let feature = 0; feature < features; feature++) {
      projected[index * features + feature] = dot(matrix, feature * pixels, images.features, row * pixels, pixels);
    }
  });
  return projected;
}
