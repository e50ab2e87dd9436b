import { dot } from '../numerics/pairwise-dot.ts';
import { ExampleStream } from './example-stream.ts';
import type { Teacher } from './teacher.ts';

/** w.x with F weights from N(0, 1): no bias, no noise (paper, section 4.1; reference: task_util.cc). */
export function linearTeacher(features: number, paramSeed: number): Teacher {
  const weights = new ExampleStream(paramSeed, 'linear-weights').gaussians(features);
  return { label: (example, start) => dot(weights, 0, example, start, features) };
}

/** w.x + a with F weights and then the bias a from N(0, 1) (paper, section 4.1). */
export function affineTeacher(features: number, paramSeed: number): Teacher {
  const stream = new ExampleStream(paramSeed, 'affine-weights');
  const weights = stream.gaussians(features);
  const bias = stream.gaussian();
  return { label: (example, start) => dot(weights, 0, example, start, features) + bias };
}
