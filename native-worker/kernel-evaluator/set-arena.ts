import type { TaskSet } from '../tasks/task-set.ts';
import { ArenaAccess, DOUBLES_PER_BLOCK, WORDS_PER_BLOCK } from './arena-access.ts';
import { blocksOf, blocksOfDoubles, blocksOfWords, GROUP, GROUP_WORDS, HEADER_WORDS } from './job-layout.ts';
import type { Kernel } from './kernel.ts';
import { groupTasks, type TaskGroup } from './task-groups.ts';

/** Where the parts of the arena that all lanes of all groups share begin. */
interface SharedPlaces {
  readonly groupTable: number;
  readonly requested: number;
  readonly losses: number;
  readonly trainSteps: number;
  readonly trainTraceLengths: number;
  readonly validTraceLengths: number;
}

/**
 * An arena that holds the examples of a task set, laid out for the kernel; they are written once, and job after job uses
 * them. Behind them there is room for each job's own parts. The set has been checked (`check-task-set.ts`).
 */
export class SetArena {
  readonly access: ArenaAccess;
  readonly lanes: number;
  readonly groups: readonly TaskGroup[];
  /** Lane of each task, counted through all groups. */
  readonly laneOfTask: Uint32Array;
  readonly shared: SharedPlaces;
  /** Most training examples, over one epoch, and validation examples that a task has. */
  readonly mostTrain: number;
  readonly mostValid: number;
  /** The first block that a job may use. */
  readonly end: number;

  constructor(kernel: Kernel, set: TaskSet) {
    const { lanes, groups } = groupTasks(set, kernel.width);
    this.lanes = lanes;
    this.groups = groups;
    this.laneOfTask = new Uint32Array(set.tasks.length);
    groups.forEach(({ first, tasks }, group) => {
      for (let lane = 0; lane < tasks.length; lane++) this.laneOfTask[first + lane] = group * lanes + lane;
    });
    this.mostTrain = groups.reduce((most, { tasks }) => Math.max(most, tasks[0]!.trainCount), 0);
    this.mostValid = groups.reduce((most, { tasks }) => Math.max(most, tasks[0]!.validCount), 0);

    const plan = new BlockPlan(blocksOfWords(HEADER_WORDS));
    const allLanes = groups.length * lanes;
    this.shared = {
      groupTable: plan.take(blocksOfWords(groups.length * GROUP_WORDS)),
      requested: plan.take(blocksOf(allLanes)),
      losses: plan.take(blocksOfDoubles(allLanes)),
      trainSteps: plan.take(blocksOfWords(allLanes)),
      trainTraceLengths: plan.take(blocksOfWords(allLanes)),
      validTraceLengths: plan.take(blocksOfWords(allLanes)),
    };
    const places = groups.map((group) => new GroupPlaces(group, set.features, lanes, plan));
    this.end = plan.end;
    this.access = new ArenaAccess(kernel, this.end);
    groups.forEach((group, index) => {
      const entry = this.shared.groupTable * WORDS_PER_BLOCK + index * GROUP_WORDS;
      writeGroup(this.access, entry, group, places[index]!, { features: set.features, lanes });
    });
  }
}

/** Gives out blocks, one stretch behind the other. */
class BlockPlan {
  end: number;

  constructor(start: number) {
    this.end = start;
  }

  take(blocks: number): number {
    const place = this.end;
    this.end += blocks;
    return place;
  }
}

/** Where a group's examples stand. */
class GroupPlaces {
  readonly trainFeatures: number;
  readonly trainLabels: number;
  readonly validFeatures: number;
  readonly validLabels: number;
  readonly firstOrderedEpoch: number;
  readonly orders: number;
  readonly taskSeeds: number;

  constructor({ tasks }: TaskGroup, features: number, lanes: number, plan: BlockPlan) {
    const { trainCount, validCount, epochOrders } = tasks[0]!;
    this.trainFeatures = plan.take(blocksOfDoubles(trainCount * features * lanes));
    this.trainLabels = plan.take(blocksOfDoubles(trainCount * lanes));
    this.validFeatures = plan.take(blocksOfDoubles(validCount * features * lanes));
    this.validLabels = plan.take(blocksOfDoubles(validCount * lanes));
    const ordered = epochOrders.findIndex((_, epoch) =>
      tasks.some((task) => !isStoredOrder(task.epochOrders[epoch]!, trainCount)),
    );
    this.firstOrderedEpoch = ordered === -1 ? epochOrders.length : ordered;
    this.orders = plan.take(blocksOfWords((epochOrders.length - this.firstOrderedEpoch) * trainCount * lanes));
    this.taskSeeds = plan.take(blocksOfWords(lanes));
  }
}

function isStoredOrder(order: Uint32Array, count: number): boolean {
  for (let step = 0; step < count; step++) if (order[step] !== step) return false;
  return true;
}

function writeGroup(
  { words, doubles }: ArenaAccess,
  entry: number,
  { tasks }: TaskGroup,
  places: GroupPlaces,
  { features, lanes }: { readonly features: number; readonly lanes: number },
): void {
  const { trainCount, validCount, epochOrders } = tasks[0]!;
  words[entry + GROUP.tasks] = tasks.length;
  words[entry + GROUP.trainCount] = trainCount;
  words[entry + GROUP.validCount] = validCount;
  words[entry + GROUP.epochs] = epochOrders.length;
  words[entry + GROUP.trainFeatures] = places.trainFeatures;
  words[entry + GROUP.trainLabels] = places.trainLabels;
  words[entry + GROUP.validFeatures] = places.validFeatures;
  words[entry + GROUP.validLabels] = places.validLabels;
  words[entry + GROUP.firstOrderedEpoch] = places.firstOrderedEpoch;
  words[entry + GROUP.orders] = places.orders;
  words[entry + GROUP.taskSeeds] = places.taskSeeds;
  for (let lane = 0; lane < lanes; lane++) {
    // Lanes without a task are not asked for, but run along: with the first task's examples they do no harm.
    const task = tasks[lane] ?? tasks[0]!;
    const double = (block: number): number => block * DOUBLES_PER_BLOCK + lane;
    interleave(task.trainFeatures, trainCount * features, doubles, double(places.trainFeatures), lanes);
    interleave(task.trainLabels, trainCount, doubles, double(places.trainLabels), lanes);
    interleave(task.validFeatures, validCount * features, doubles, double(places.validFeatures), lanes);
    interleave(task.validLabels, validCount, doubles, double(places.validLabels), lanes);
    task.epochOrders.slice(places.firstOrderedEpoch).forEach((order, epoch) => {
      const start = places.orders * WORDS_PER_BLOCK + epoch * trainCount * lanes + lane;
      interleave(order, trainCount, words, start, lanes);
    });
    words[places.taskSeeds * WORDS_PER_BLOCK + lane] = task.seed;
  }
}

/** Copies the first entries of a list to every `step`-th place from `start` on. */
function interleave<List extends Float64Array | Uint32Array>(
  from: List,
  count: number,
  to: List,
  start: number,
  step: number,
): void {
  for (let k = 0, place = start; k < count; k++, place += step) to[place] = from[k]!;
}
