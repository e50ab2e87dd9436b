import { TASK_ROLES, type Spec, type TaskRole } from '../spec/spec-schema.ts';
import { expandSeeds } from '../spec/task-seeds.ts';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import { isImageSpec, projectionKey, projectionOf } from '../tasks/image-projection.ts';
import type { RandomSource } from './random-source.ts';

/** The seeds of one set of tasks; a kind of tasks that takes no parameter seeds has none. */
export interface SetSeeds {
  readonly paramSeeds: readonly number[];
  readonly dataSeeds: readonly number[];
}

const SEED_FIELDS = ['paramSeeds', 'dataSeeds'] as const;
type SeedField = (typeof SEED_FIELDS)[number];
/** A seed whose tasks overlap another set's is drawn again, up to this often. */
const MOST_REDRAWS = 10_000;

/**
 * The seeds of every set of a run. Listed seeds are the same in each experiment. Random ones are drawn from the run's
 * own streams: for T_final once, for T_search and T_select anew in each experiment, and none is ever drawn that
 * another set of the run uses. Images are projected, so for them a pair of classes under an equal projection counts
 * as overlap too: with T_final in any experiment, and between T_search and T_select of one experiment.
 */
export class TaskSeedPlan {
  readonly #spec: Spec;
  readonly #experimentSource: (experiment: number) => RandomSource;
  readonly #used: Readonly<Record<SeedField, Set<number>>> = { paramSeeds: new Set(), dataSeeds: new Set() };
  readonly #final: SetSeeds;
  readonly #finalViews: ReadonlySet<string>;
  readonly #experiments: Readonly<Record<'search' | 'select', SetSeeds>>[] = [];

  /**
   * @param finalSource draws T_final's seeds
   * @param experimentSource gives the source that draws an experiment's seeds
   */
  constructor(spec: Spec, finalSource: RandomSource, experimentSource: (experiment: number) => RandomSource) {
    this.#spec = spec;
    this.#experimentSource = experimentSource;
    for (const role of TASK_ROLES) {
      for (const field of SEED_FIELDS) {
        for (const seed of listedSeeds(spec.tasks[role], field) ?? []) this.#used[field].add(seed);
      }
    }
    const listedViews = new Set(
      [...listedViewsOf(spec.tasks.search), ...listedViewsOf(spec.tasks.select)], // T_final keeps clear of both
    );
    this.#final = this.#draw('final', finalSource, listedViews);
    this.#finalViews = viewsOf(spec.tasks.final, this.#final.dataSeeds);
  }

  /** The seeds of a set in an experiment (numbered from 0); T_final's are the same in all. */
  seedsOf(role: TaskRole, experiment: number): SetSeeds {
    if (role === 'final') return this.#final;
    while (this.#experiments.length <= experiment) this.#drawNextExperiment();
    return this.#experiments[experiment]![role];
  }

  #drawNextExperiment(): void {
    const source = this.#experimentSource(this.#experiments.length);
    const { tasks } = this.#spec;
    const search = this.#draw('search', source, new Set([...this.#finalViews, ...listedViewsOf(tasks.select)]));
    const searchViews = viewsOf(tasks.search, search.dataSeeds);
    const select = this.#draw('select', source, new Set([...this.#finalViews, ...searchViews]));
    this.#experiments.push({ search, select });
  }

  /** Parameter seeds first, then data seeds. */
  #draw(role: TaskRole, source: RandomSource, takenViews: ReadonlySet<string>): SetSeeds {
    const tasks = this.#spec.tasks[role];
    const seeds = (field: SeedField, mayUse: (seed: number) => boolean): readonly number[] =>
      listedSeeds(tasks, field) ??
      Array.from({ length: taskCount(tasks) }, () => {
        for (let attempt = 0; attempt < MOST_REDRAWS; attempt++) {
          const seed = source.seed();
          if (this.#used[field].has(seed) || !mayUse(seed)) continue;
          this.#used[field].add(seed);
          return seed;
        }
        throw new RangeError(
          `tasks.${role}.${field}: found no seed whose tasks are not in another set too; ask for fewer tasks or allow more pairs of classes`,
        );
      });
    return {
      paramSeeds: seeds('paramSeeds', () => true),
      dataSeeds: seeds('dataSeeds', (seed) => {
        const view = viewOf(tasks, seed);
        return view === null || !takenViews.has(view);
      }),
    };
  }
}

function taskCount(tasks: TasksSpec): number {
  return tasks.kind === 'fixed' ? tasks.tasks.length : tasks.count;
}

/** A set's listed seeds (none where its kind takes none), or null where they are to be drawn. */
function listedSeeds(tasks: TasksSpec, field: SeedField): readonly number[] | null {
  if (tasks.kind === 'fixed') return [];
  if (field === 'dataSeeds') return expandSeeds(tasks.dataSeeds, tasks.count);
  return 'paramSeeds' in tasks ? expandSeeds(tasks.paramSeeds, tasks.count) : [];
}

/** What a data seed makes of the images, or null where the tasks are no images. */
function viewOf(tasks: TasksSpec, dataSeed: number): string | null {
  return isImageSpec(tasks) ? projectionKey(projectionOf(tasks, dataSeed)) : null;
}

function viewsOf(tasks: TasksSpec, dataSeeds: readonly number[]): ReadonlySet<string> {
  return new Set(dataSeeds.flatMap((seed) => viewOf(tasks, seed) ?? []));
}

function listedViewsOf(tasks: TasksSpec): ReadonlySet<string> {
  return viewsOf(tasks, listedSeeds(tasks, 'dataSeeds') ?? []);
}
