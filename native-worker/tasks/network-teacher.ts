import { dot } from '../numerics/pairwise-dot.ts';
import { ExampleStream } from './example-stream.ts';
import type { Teacher } from './teacher.ts';

/** Hidden units that the reference's teacher switches off. */
const SWITCHED_OFF = [0, 2];

/**
 * u.relu(Mx): two layers without noise. M (F x F, drawn row by row) and then u come from N(0, 1).
 *
 * - `paper`: all hidden units are alive (paper, section 4.1).
 * - `reference`: the same numbers are drawn, then rows 0 and 2 of M and entries 0 and 2 of u are set to zero
 *   (reference: task_util.h). For F = 4 two hidden units are left.
 */
export function networkTeacher(features: number, paramSeed: number, form: 'paper' | 'reference'): Teacher {
  const stream = new ExampleStream(paramSeed, 'network-weights');
  const first = stream.gaussians(features * features);
  const final = stream.gaussians(features);
  if (form === 'reference') {
    for (const unit of SWITCHED_OFF) {
      first.fill(0, unit * features, (unit + 1) * features);
      final[unit] = 0;
    }
  }
  const hidden = new Float64Array(features);
  return {
    label: (example, start) => {
      for (let unit = 0; unit < features; unit++) {
        const activation = dot(first, unit * features, example, start, features);
        hidden[unit] = activation > 0 ? activation : 0;
      }
      return dot(final, 0, hidden, 0, features);
    },
  };
}
