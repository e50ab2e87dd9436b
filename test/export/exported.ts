import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';
import { describeInstruction } from '../../native-worker/algorithm/describe-instruction.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { type Program, unpackProgram } from '../../native-worker/algorithm/program.ts';
import type { ExportRequest } from '../../native-worker/export/export-plan.ts';
import { typescriptModule } from '../../native-worker/export/typescript-module.ts';

const ENGINE = resolve(import.meta.dirname, '../../native-worker');

const SOURCES = [
  ...readdirSync(join(ENGINE, 'numerics'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(ENGINE, 'numerics', file)),
  join(ENGINE, 'export/runtime.ts'),
].map((file) => readFileSync(file, 'utf8'));

/** The class of an exported module, as a user sees it. */
export interface Exported {
  learn(x: readonly number[], y: number): void;
  fit(X: readonly (readonly number[])[], y: readonly number[], options?: { epochs?: number }): Exported;
  predict(x: readonly number[]): number;
  reset(): void;
}
export type ExportedClass = (new (options: { features: number; seed?: number }) => Exported) & {
  readonly origin: Record<string, unknown>;
};

type Use = Partial<Pick<ExportRequest, 'outputs' | 'measure' | 'classes' | 'validationSigmoid'>>;

/** The source of a program's export. */
export function exportedSource(program: Program, use: Use = {}): string {
  const algorithm = unpackProgram(program);
  return typescriptModule(
    {
      algorithm,
      outputs: 'scalar',
      measure: 'rms',
      classes: 0,
      validationSigmoid: 'local',
      ...use,
      origin: {
        run: 'a0123456789b',
        seed: 7,
        hash: '00112233445566778899aabbccddeeff',
        fitness: { search: 0.75, select: 0.5, final: null },
        semantics: 1,
        listing: printAlgorithm(algorithm),
      },
      describe: (instruction) => describeInstruction(instruction),
    },
    SOURCES,
  );
}

/** The class that a module's source defines. */
export async function loadExported(source: string): Promise<ExportedClass> {
  const script = stripTypeScriptTypes(source);
  const module = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as { default: ExportedClass };
  return module.default;
}
