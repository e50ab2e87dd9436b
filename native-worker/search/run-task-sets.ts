import type { Spec, TaskRole } from '../spec/spec-schema.ts';
import { SpecError } from '../spec/spec-error.ts';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import type { Dataset } from '../tasks/dataset.ts';
import { checkImageOverlap } from '../tasks/image-overlap.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import type { TaskSetCache } from '../tasks/task-set-cache.ts';
import { TaskSeedPlan } from './task-seed-plan.ts';
import { ThreefryRandomSource } from './threefry-random-source.ts';

/** Where the tasks of runs come from. */
export interface TaskSource {
  readonly cache: TaskSetCache;
  /** The rows that a set's tasks are cut from, loaded beforehand; null for kinds that need none. */
  datasetOf(tasks: TasksSpec): Dataset | null;
}

/** The sets of tasks of one run, made when they are asked for. */
export class RunTaskSets {
  readonly #spec: Spec;
  readonly #plan: TaskSeedPlan;
  readonly #source: TaskSource;

  /** @throws {SpecError} where listed seeds give two of the three sets the same images */
  constructor(spec: Spec, plan: TaskSeedPlan, source: TaskSource) {
    this.#spec = spec;
    this.#plan = plan;
    this.#source = source;
    const seeded = (role: TaskRole) => ({ spec: spec.tasks[role], dataSeeds: plan.seedsOf(role, 0).dataSeeds });
    const problems = checkImageOverlap(
      { search: seeded('search'), select: seeded('select'), final: seeded('final') },
      spec.allowOverlap,
    );
    if (problems.length > 0) throw new SpecError(problems);
  }

  /** The set of a role in an experiment (numbered from 0); T_final is the same in all. */
  get(role: TaskRole, experiment: number): TaskSet {
    const tasks = this.#spec.tasks[role];
    return this.#source.cache.get(tasks, {
      role,
      outputs: this.#spec.outputs,
      ...this.#plan.seedsOf(role, experiment),
      dataset: this.#source.datasetOf(tasks),
    });
  }
}

/**
 * The sets of a spec's run, their random seeds drawn from the run's own streams.
 *
 * @throws {SpecError} where listed seeds give two of the three sets the same images
 */
export function runTaskSets(spec: Spec, source: TaskSource): RunTaskSets {
  const drawing = (purpose: 'tasks' | 'finalTasks', experiment: number): ThreefryRandomSource =>
    new ThreefryRandomSource({ seed: spec.seed, experiment, island: 0, purpose });
  const plan = new TaskSeedPlan(spec, drawing('finalTasks', 0), (experiment) => drawing('tasks', experiment));
  return new RunTaskSets(spec, plan, source);
}
