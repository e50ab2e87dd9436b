import { candidatePairs, classesToTellApart, imageClassCount, type ImageSpec } from './image-classes.ts';
import type { SpecProblem } from './spec-error.ts';
import { type Spec, TASK_ROLES } from './spec-schema.ts';
import type { TasksSpec } from './tasks-schema.ts';

/** Fewest training examples that a task may offer (reference: task_util.cc). */
const FEWEST_TRAIN_EXAMPLES = 10;
/** The reference's teacher zeroes rows 0 and 2, so fewer features leave no hidden unit or index out of range. */
const FEWEST_FEATURES_OF_REFERENCE_TEACHER = 4;

/** What is wrong with the three sets of tasks, each for itself and with the outputs. */
export function checkTasks(spec: Spec): SpecProblem[] {
  const problems = TASK_ROLES.flatMap((role) => checkSet(spec, `tasks.${role}`, spec.tasks[role]));
  const features = TASK_ROLES.map((role) => featuresOf(spec.tasks[role]));
  const first = features.find((count) => count !== null);
  TASK_ROLES.forEach((role, index) => {
    const found = features[index];
    if (found !== null && found !== undefined && found !== first) {
      problems.push({
        path: `tasks.${role}.features`,
        message: `found ${found}, but another set has ${first}; all three sets need the same F`,
      });
    }
    if (spec.tasks[role].measure !== spec.tasks.search.measure) {
      problems.push({
        path: `tasks.${role}.measure`,
        message: `found "${spec.tasks[role].measure}", but tasks.search has "${spec.tasks.search.measure}"; expected the same`,
      });
    }
  });
  return problems;
}

function featuresOf(tasks: TasksSpec): number | null {
  return tasks.kind === 'table' ? null : tasks.features;
}

function checkSet(spec: Spec, path: string, tasks: TasksSpec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const complain = (field: string, message: string): void => {
    problems.push({ path: `${path}.${field}`, message });
  };
  if (tasks.kind !== 'fixed' && tasks.train !== undefined && tasks.train * tasks.epochs < FEWEST_TRAIN_EXAMPLES) {
    complain(
      'train',
      `${tasks.train} examples in ${tasks.epochs} epochs; expected at least ${FEWEST_TRAIN_EXAMPLES} over all epochs`,
    );
  }
  if (spec.outputs === 'vector') {
    if (tasks.kind !== 'projected-multiclass' && tasks.kind !== 'table' && tasks.kind !== 'fixed') {
      complain(
        'kind',
        `"${tasks.kind}" has scalar labels; with outputs "vector" expected "projected-multiclass", "table" or "fixed"`,
      );
    }
    if (tasks.measure !== 'accuracy') complain('measure', 'with outputs "vector" expected "accuracy"');
  } else if (tasks.kind === 'projected-multiclass') {
    complain('kind', 'several classes need outputs "vector"');
  }
  switch (tasks.kind) {
    case 'network':
      if (tasks.teacher === 'reference' && tasks.features < FEWEST_FEATURES_OF_REFERENCE_TEACHER) {
        complain(
          'features',
          `the reference's teacher needs at least ${FEWEST_FEATURES_OF_REFERENCE_TEACHER} features, found ${tasks.features}`,
        );
      }
      break;
    case 'projected-binary':
    case 'projected-multiclass':
      problems.push(...checkImages(path, tasks));
      break;
    case 'fixed':
      problems.push(...checkFixed(path, tasks, spec));
      break;
    case 'linear':
    case 'affine':
    case 'table':
      break;
  }
  return problems;
}

/** The classes of images. What an imported data set has is known, and checked again, once it was looked up. */
function checkImages(path: string, tasks: ImageSpec): SpecProblem[] {
  const classCount = imageClassCount(tasks);
  const isClass = (each: number): boolean => each < (classCount ?? Infinity);
  const range = classCount === null ? '' : ` from 0 to ${classCount - 1}`;
  switch (tasks.kind) {
    case 'projected-binary': {
      const problems = (['pairs', 'heldOutPairs'] as const).flatMap((list): SpecProblem[] => {
        const pairs = tasks[list];
        if (pairs === 'all') return [];
        return pairs.flatMap(([first, second], index): SpecProblem[] => {
          if (first !== second && isClass(first) && isClass(second)) return [];
          const message = `[${first}, ${second}] is no pair of two different classes${range}`;
          return [{ path: `${path}.${list}[${index}]`, message }];
        });
      });
      const isKnown = tasks.pairs !== 'all' || classCount !== null;
      if (isKnown && candidatePairs(tasks).length === 0) {
        problems.push({ path: `${path}.heldOutPairs`, message: 'holds out every pair; expected at least one left' });
      }
      return problems;
    }
    case 'projected-multiclass': {
      if (tasks.classes === 'all' && classCount === null) return [];
      const problems: SpecProblem[] = [];
      const classes = classesToTellApart(tasks);
      if (classes.length > tasks.features) {
        const message = `${classes.length} classes need at least as many features, found ${tasks.features}`;
        problems.push({ path: `${path}.features`, message });
      }
      if (new Set(classes).size < classes.length || !classes.every(isClass)) {
        problems.push({ path: `${path}.classes`, message: `expected different classes${range}` });
      }
      return problems;
    }
  }
}

function checkFixed(path: string, set: Extract<TasksSpec, { kind: 'fixed' }>, spec: Spec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  if (spec.outputs === 'vector' && (set.classes === undefined || set.classes > set.features)) {
    problems.push({
      path: `${path}.classes`,
      message: `with outputs "vector" expected a number of classes up to the ${set.features} features`,
    });
  }
  set.tasks.forEach((task, index) => {
    const place = `${path}.tasks[${index}]`;
    for (const part of ['train', 'valid'] as const) {
      const features = part === 'train' ? task.trainFeatures : task.validFeatures;
      const labels = part === 'train' ? task.trainLabels : task.validLabels;
      if (features.length !== labels.length) {
        problems.push({
          path: `${place}.${part}Labels`,
          message: `${labels.length} labels for ${features.length} examples; expected one each`,
        });
      }
      features.forEach((row, at) => {
        if (row.length !== set.features) {
          problems.push({
            path: `${place}.${part}Features[${at}]`,
            message: `${row.length} numbers; expected ${set.features}`,
          });
        }
      });
      const classes = spec.outputs === 'vector' ? (set.classes ?? 0) : 2;
      labels.forEach((label, at) => {
        if (set.measure === 'accuracy' && !(Number.isInteger(label) && label >= 0 && label < classes)) {
          problems.push({
            path: `${place}.${part}Labels[${at}]`,
            message: `${label} is no class; expected a whole number from 0 to ${classes - 1}`,
          });
        }
      });
    }
    if (task.trainLabels.length * set.epochs < FEWEST_TRAIN_EXAMPLES) {
      problems.push({
        path: `${place}.trainFeatures`,
        message: `expected at least ${FEWEST_TRAIN_EXAMPLES} training examples over all epochs`,
      });
    }
  });
  return problems;
}
