import { dot } from '../numerics/pairwise-dot.ts';
import { classesToTellApart, type ImageSpec } from '../spec/image-classes.ts';
import type { TaskRole } from '../spec/spec-schema.ts';
import type { Dataset } from './dataset.ts';
import { ExampleStream } from './example-stream.ts';
import { projectionMatrix } from './projection-matrix.ts';
import { type ImageProjection, projectionOf } from './image-projection.ts';
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
    classes: binary ? 2 : classesToTellApart(spec).length,
    measure: 'accuracy',
    tasks: dataSeeds.map(make),
  };
}

/**
 * `count` rows of a part in random order, as many of each class as of the others; where that does not divide evenly,
 * the first classes have one more. How many there are is judged by the rarest class of the data set, so that a count
 * suits either all tasks of a set, whatever classes their seeds draw, or none.
 */
function chooseEvenly(
  field: string,
  count: number,
  images: Dataset,
  { classes }: ImageProjection,
  part: Uint32Array,
  stream: ExampleStream,
): Uint32Array {
  const available = rowsOfRarestClass(images, part) * classes.length;
  if (count > available) {
    throw new TaskDataError(
      field,
      `asked for ${count} examples, but "${images.name}" has ${available} for tasks of ${classes.length} classes taken evenly; ask for at most ${available}`,
      available,
    );
  }
  const chosen = classes.flatMap((each, k) => {
    const pool = part.filter((row) => images.labels[row] === each);
    stream.shuffle(pool);
    return [...pool.subarray(0, Math.ceil((count - k) / classes.length))];
  });
  const rows = Uint32Array.from(chosen);
  stream.shuffle(rows);
  return rows;
}

function rowsOfRarestClass(images: Dataset, part: Uint32Array): number {
  const counts = new Map<number, number>(images.labelNames?.map((_, index) => [index, 0]));
  for (const row of part) counts.set(images.labels[row]!, (counts.get(images.labels[row]!) ?? 0) + 1);
  return Math.min(...counts.values());
}

function labelOf(spec: ImageSpec, { classes }: ImageProjection, imageClass: number): number {
  const place = classes.indexOf(imageClass);
  return spec.kind === 'projected-binary' ? 1 - place : place;
}

function project(images: Dataset, rows: Uint32Array, matrix: Float64Array, features: number): Float64Array {
  const pixels = images.columnCount;
  const projected = new Float64Array(rows.length * features);
  const image = new Float64Array(pixels);
  rows.forEach((row, index) => {
    image.set(images.features.subarray(row * pixels, (row + 1) * pixels));
    for (let feature = 0; feature < features; feature++) {
      projected[index * features + feature] = dot(matrix, feature * pixels, image, 0, pixels);
    }
  });
  return projected;
}
