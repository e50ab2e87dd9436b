import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import type { Algorithm, Instruction } from '../algorithm/instruction.ts';
import { opAt } from '../algorithm/op-table.ts';
import type { OutputKind } from '../algorithm/output-kind.ts';
import { emitInstruction } from './emit-instruction.ts';
import { type NamedRegister, nameRegisters } from './register-names.ts';

/** Where an exported algorithm comes from; stands in its header and in `FoundAlgorithm.origin`. */
export interface Origin {
  /** The run's id, or `file NAME` for an algorithm that no run found. */
  readonly run: string;
  readonly seed: number | null;
  readonly hash: string;
  readonly fitness: { readonly search: number | null; readonly select: number | null; readonly final: number | null };
  readonly semantics: number;
  readonly listing: string;
}

/** What to export and how it is used. */
export interface ExportRequest {
  /** Without dead code: random instructions are numbered in this algorithm's order. */
  readonly algorithm: Algorithm;
  readonly outputs: OutputKind;
  readonly measure: 'rms' | 'accuracy';
  /** Number of classes for vector outputs; else 0. */
  readonly classes: number;
  /** Whether validation writes the sigmoid of the prediction to memory. */
  readonly validationSigmoid: 'local' | 'in-memory';
  readonly origin: Origin;
  /** The line of an instruction in a listing. */
  readonly describe: (instruction: Instruction) => string;
}

/** One line of an exported function: what it does, and the listing's line that it stands for. */
export interface PlannedStatement {
  readonly code: string;
  readonly listing: string;
}

/** What the class's members are written from. */
export interface ExportPlan {
  readonly request: ExportRequest;
  readonly registers: readonly NamedRegister[];
  /** Whether any instruction draws random numbers. */
  readonly random: boolean;
  readonly statements: Readonly<Record<ComponentFunction, readonly PlannedStatement[]>>;
  /** Names of the functions that the class calls. */
  readonly calls: readonly string[];
}

/** Turns instructions into statements over named registers and collects what they call. */
export function planExport(request: ExportRequest): ExportPlan {
  const registers = nameRegisters(request.algorithm, request.outputs);
  const names = new Map(registers.map(({ kind, address, name }) => [`${kind} ${address}`, `this.${name}`]));
  const calls = new Set(['checkOptions', 'checkArray', 'checkExample', ...protocolCalls(request)]);
  let ordinal = 0;
  const plan = (component: ComponentFunction): PlannedStatement[] =>
    request.algorithm[component].map((instruction) => {
      const { random } = opAt(instruction.op);
      const statement = emitInstruction(instruction, {
        register: (kind, address) => names.get(`${kind} ${address}`)!,
        noise: `this.noiseAt(${COMPONENT_FUNCTIONS.indexOf(component)}, ${ordinal})`,
      });
      if (random) ordinal++;
      for (const name of statement.uses) calls.add(name);
      return { code: statement.code, listing: request.describe(instruction) };
    });
  const statements = { setup: plan('setup'), predict: plan('predict'), learn: plan('learn') };
  if (ordinal > 0) calls.add('NoiseStream');
  return { request, registers, random: ordinal > 0, statements, calls: [...calls] };
}

function protocolCalls({ outputs, measure }: ExportRequest): string[] {
  if (outputs === 'vector') return ['softmax', 'largestIndex', 'checkClass'];
  return measure === 'accuracy' ? ['sigmoid', 'checkLabel'] : ['checkLabel'];
}
