import type { OutputKind } from '../algorithm/output-kind.ts';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import { epochOrders } from './epoch-orders.ts';
import type { TaskSetContent } from './task-set-hash.ts';

/** Tasks whose examples the spec spells out, used as they are. */
export function fixedTasks(spec: Extract<TasksSpec, { kind: 'fixed' }>, outputs: OutputKind): TaskSetContent {
  return {
    features: spec.features,
    outputs,
    classes: fixedClasses(spec, outputs),
    measure: spec.measure,
    tasks: spec.tasks.map(({ seed, trainFeatures, trainLabels, validFeatures, validLabels }) => ({
      seed,
      trainCount: trainLabels.length,
      validCount: validLabels.length,
      trainFeatures: Float64Array.from(trainFeatures.flat()),
      trainLabels: Float64Array.from(trainLabels),
      validFeatures: Float64Array.from(validFeatures.flat()),
      validLabels: Float64Array.from(validLabels),
      epochOrders: epochOrders(seed, trainLabels.length, spec.epochs),
    })),
  };
}

function fixedClasses(spec: Extract<TasksSpec, { kind: 'fixed' }>, outputs: OutputKind): number {
  if (spec.measure === 'rms') return 0;
  return outputs === 'vector' ? (spec.classes ?? 0) : 2;
}
