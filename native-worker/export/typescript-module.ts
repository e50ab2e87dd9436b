import { COMPONENT_FUNCTIONS } from '../algorithm/component-function.ts';
import { componentMethod, construction, fields, noiseMethod, prediction, training } from './class-members.ts';
import { type ExportRequest, type Origin, planExport } from './export-plan.ts';
import { cutIntoPieces, piecesNeeded } from './module-pieces.ts';

/**
 * One ES module without imports, in erasable TypeScript: the class `FoundAlgorithm` and the functions it calls.
 * It gives the same bits as the evaluator: `learn` like its training steps, `predict` like its validation.
 *
 * @param sources texts of `native-worker/numerics/*.ts` and `native-worker/export/runtime.ts`
 */
export function typescriptModule(request: ExportRequest, sources: readonly string[]): string {
  const plan = planExport(request);
  const members = [
    ...fields(plan),
    '',
    ...construction(plan),
    '',
    ...training(plan),
    '',
    ...prediction(plan),
    ...COMPONENT_FUNCTIONS.flatMap((component) => ['', ...componentMethod(plan, component)]),
    ...noiseMethod(plan),
  ];
  return [
    ...headerComment(request.origin),
    'export default class FoundAlgorithm {',
    ...members.map((line) => (line === '' ? '' : `  ${line}`)),
    '}',
    ...piecesNeeded(cutIntoPieces(sources), plan.calls).flatMap((piece) => ['', piece.text]),
    '',
  ].join('\n');
}

function headerComment(origin: Origin): string[] {
  const score = (value: number | null): string => (value === null ? 'not scored' : String(value));
  const { search, select, final } = origin.fitness;
  return [
    '/**',
    ' * A learning algorithm, evolved from basic mathematics by AutoML-Zero Workbench.',
    ' *',
    ` * From ${origin.seed === null ? origin.run : `run ${origin.run}, seed ${origin.seed}`}; content hash ${origin.hash}; semantics ${origin.semantics}.`,
    ` * Fitness: T_search ${score(search)}, T_select ${score(select)}, T_final ${score(final)}.`,
    ' *',
    ' *     const algorithm = new FoundAlgorithm({ features: 4 });',
    ' *     algorithm.fit(X, y);',
    ' *     algorithm.predict(x);',
    ' *',
    ...origin.listing
      .trimEnd()
      .split('\n')
      .map((line) => ` *     ${line}`.trimEnd()),
    ' */',
  ];
}
