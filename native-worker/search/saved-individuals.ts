import {
  CONSTANTS_PER_INSTRUCTION,
  instructionCount,
  type Program,
  WORDS_PER_INSTRUCTION,
} from '../algorithm/program.ts';
import type { Ancestor, Individual } from './ancestry.ts';
import { packMutations, type SavedMutations, unpackMutations } from './saved-mutations.ts';

const NONE = -1;

/** Individuals with their family tree, in typed arrays. What they share is held once and shared again when unpacked. */
export interface SavedIndividuals {
  /** Different programs, one after the other: the lengths of their three functions, their words and constants. */
  readonly lengths: Uint32Array;
  readonly words: Uint16Array;
  readonly constants: Float64Array;
  /** Births by place, parents before children: running numbers and fitness. */
  readonly births: Float64Array;
  readonly birthFitness: Float64Array;
  /** Place of a birth's parent, or -1 for a founder. */
  readonly parents: Int32Array;
  /** A founder's program; -1 for others. */
  readonly founderPrograms: Int32Array;
  /** How many mutations made a birth of its parent. */
  readonly editCounts: Uint32Array;
  readonly edits: SavedMutations;
  /** By individual: its program, fitness and birth. */
  readonly programs: Uint32Array;
  readonly fitness: Float64Array;
  readonly ancestors: Uint32Array;
}

/** Packs individuals; `unpackIndividuals` is the inverse. */
export function packIndividuals(individuals: readonly Individual[]): SavedIndividuals {
  const births = birthsOf(individuals);
  const placeOfBirth = new Map(births.map((birth, place) => [birth, place]));
  const programs = [
    ...new Set([
      ...births.flatMap((birth) => (birth.kind === 'founder' ? [birth.program] : [])),
      ...individuals.map(({ program }) => program),
    ]),
  ];
  const placeOfProgram = new Map(programs.map((program, place) => [program, place]));
  const edits = births.map((birth) => (birth.kind === 'founder' ? [] : birth.edits));
  return {
    ...packPrograms(programs),
    births: Float64Array.from(births, ({ birth }) => birth),
    birthFitness: Float64Array.from(births, ({ fitness }) => fitness),
    parents: Int32Array.from(births, (birth) => (birth.kind === 'founder' ? NONE : placeOfBirth.get(birth.parent)!)),
    founderPrograms: Int32Array.from(births, (birth) =>
      birth.kind === 'founder' ? placeOfProgram.get(birth.program)! : NONE,
    ),
    editCounts: Uint32Array.from(edits, ({ length }) => length),
    edits: packMutations(edits.flat()),
    programs: Uint32Array.from(individuals, ({ program }) => placeOfProgram.get(program)!),
    fitness: Float64Array.from(individuals, ({ fitness }) => fitness),
    ancestors: Uint32Array.from(individuals, ({ ancestor }) => placeOfBirth.get(ancestor)!),
  };
}

/** The individuals that were packed, in their order. */
export function unpackIndividuals(saved: SavedIndividuals): Individual[] {
  const programs = unpackPrograms(saved);
  const edits = unpackMutations(saved.edits);
  const births: Ancestor[] = [];
  let nextEdit = 0;
  saved.parents.forEach((parent, place) => {
    const birth = { birth: saved.births[place]!, fitness: saved.birthFitness[place]! };
    const editCount = saved.editCounts[place]!;
    births.push(
      parent === NONE
        ? { kind: 'founder', ...birth, program: programs[saved.founderPrograms[place]!]! }
        : { kind: 'descendant', ...birth, parent: births[parent]!, edits: edits.slice(nextEdit, nextEdit + editCount) },
    );
    nextEdit += editCount;
  });
  return Array.from(saved.programs, (program, index) => ({
    program: programs[program]!,
    fitness: saved.fitness[index]!,
    ancestor: births[saved.ancestors[index]!]!,
  }));
}

/** Every birth that an individual goes back to, once, parents before children. */
function birthsOf(individuals: readonly Individual[]): Ancestor[] {
  const seen = new Set<Ancestor>();
  for (const { ancestor } of individuals) {
    const line: Ancestor[] = [];
    let current: Ancestor | null = ancestor;
    while (current !== null && !seen.has(current)) {
      line.push(current);
      current = current.kind === 'descendant' ? current.parent : null;
    }
    for (const birth of line.reverse()) seen.add(birth);
  }
  return [...seen];
}

function packPrograms(programs: readonly Program[]): Pick<SavedIndividuals, 'lengths' | 'words' | 'constants'> {
  const count = programs.reduce((sum, program) => sum + instructionCount(program), 0);
  const words = new Uint16Array(count * WORDS_PER_INSTRUCTION);
  const constants = new Float64Array(count * CONSTANTS_PER_INSTRUCTION);
  let instruction = 0;
  for (const program of programs) {
    words.set(program.words, instruction * WORDS_PER_INSTRUCTION);
    constants.set(program.constants, instruction * CONSTANTS_PER_INSTRUCTION);
    instruction += instructionCount(program);
  }
  return { lengths: Uint32Array.from(programs.flatMap(({ lengths }) => lengths)), words, constants };
}

function unpackPrograms({ lengths, words, constants }: SavedIndividuals): Program[] {
  const programs: Program[] = [];
  let instruction = 0;
  for (let at = 0; at < lengths.length; at += 3) {
    const [setup, predict, learn] = [lengths[at]!, lengths[at + 1]!, lengths[at + 2]!];
    const end = instruction + setup + predict + learn;
    programs.push({
      words: words.slice(instruction * WORDS_PER_INSTRUCTION, end * WORDS_PER_INSTRUCTION),
      constants: constants.slice(instruction * CONSTANTS_PER_INSTRUCTION, end * CONSTANTS_PER_INSTRUCTION),
      lengths: [setup, predict, learn],
    });
    instruction = end;
  }
  return programs;
}
