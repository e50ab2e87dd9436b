import type { SpecProblem } from './spec-error.ts';
import type { Spec } from './spec-schema.ts';

/** Options of a method that do not go together, or not with the tasks. */
export function checkMethod(spec: Spec): SpecProblem[] {
  const { method } = spec;
  const problems: SpecProblem[] = [];
  if (method.tournament > method.population) {
    problems.push({
      path: 'method.tournament',
      message: `tournament of ${method.tournament} in a population of ${method.population}; expected at most the population`,
    });
  }
  if (method.removal === 'before-selection' && method.population < 2 && method.search === 'evolution') {
    problems.push({ path: 'method.population', message: 'removal before selection needs at least 2 individuals' });
  }
  if (
    method.removal === 'before-selection' &&
    method.tournamentDraw === 'without-replacement' &&
    method.tournament > method.population - 1 &&
    method.search === 'evolution'
  ) {
    problems.push({
      path: 'method.tournament',
      message: `removal before selection leaves ${method.population - 1} individuals to draw ${method.tournament} from; expected at most ${method.population - 1}`,
    });
  }
  if (method.search === 'mgg' && method.population < 2) {
    problems.push({
      path: 'method.population',
      message: 'minimal generation gap needs two parents; expected at least 2',
    });
  }
  if (method.validity !== 'off' && spec.init !== 'random' && method.search !== 'evolution') {
    problems.push({
      path: 'init',
      message: `search "${method.search}" under a validity filter draws its programs at random; expected init "random"`,
    });
  }
  if (spec.migration !== null && spec.migration.count > method.population) {
    problems.push({
      path: 'migration.count',
      message: `${spec.migration.count} migrants into a population of ${method.population}; expected at most the population`,
    });
  }
  if (method.cache === 'fec') problems.push(...checkFec(spec));
  return problems;
}

function checkFec(spec: Spec): SpecProblem[] {
  const { fec } = spec.method;
  const { search } = spec.tasks;
  if (search.kind === 'fixed' || search.kind === 'table') return [];
  const problems: SpecProblem[] = [];
  if (fec.trainExamples > search.train) {
    problems.push({
      path: 'method.fec.trainExamples',
      message: `the probe wants ${fec.trainExamples} training examples, but an epoch of tasks.search has ${search.train}`,
    });
  }
  if (fec.validExamples > search.valid) {
    problems.push({
      path: 'method.fec.validExamples',
      message: `the probe wants ${fec.validExamples} validation examples, but tasks.search has ${search.valid}`,
    });
  }
  return problems;
}
