/** One thing that is wrong with a spec. */
export interface SpecProblem {
  /** Place in the spec: `tasks.search.features`. Empty for the whole. */
  readonly path: string;
  /** What was found, what was expected, and what to do. */
  readonly message: string;
}

/** A spec that cannot be run: names every field that is wrong. */
export class SpecError extends Error {
  readonly problems: readonly SpecProblem[];

  constructor(problems: readonly SpecProblem[]) {
    super(
      problems
        .map((problem) => (problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`))
        .join('\n'),
    );
    this.name = 'SpecError';
    this.problems = problems;
  }
}
