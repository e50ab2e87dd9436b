import { ExampleStream } from './example-stream.ts';

/**
 * The matrix of a random projection: `features` rows of `pixels` numbers from N(0, 1), from its seed alone, whatever
 * the classes (reference: generate_datasets.py). Fewer features are the first rows of more.
 */
export function projectionMatrix(projectionSeed: number, features: number, pixels: number): Float64Array {
  return new ExampleStream(projectionSeed, 'projection-matrix').gaussians(features * pixels);
}
