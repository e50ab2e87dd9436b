import { NO_OP, OPS } from '../algorithm/op-table.ts';
import {
  CONSTANTS_PER_INSTRUCTION,
  instructionCount,
  type Program,
  WORDS_PER_INSTRUCTION,
} from '../algorithm/program.ts';
import type { EvaluationRequest } from '../evaluator/evaluator.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import { type ArenaAccess, DOUBLES_PER_BLOCK, HALVES_PER_BLOCK } from './arena-access.ts';
import {
  blocksOf,
  blocksOfDoubles,
  JOB,
  JOB_LAYOUT,
  MAX_ABS_ERROR_DOUBLE,
  RECORD,
  RULES,
  workspaceBlocks,
} from './job-layout.ts';
import { kindNumber, type RegisterSlots } from './register-slots.ts';
import type { SetArena } from './set-arena.ts';

const LARGEST_UINT32 = 0xffffffff;
const BYTES_PER_WORD = 2;

/** The kinds' numbers of each op's operands, at the places that a packed instruction has for their addresses. */
const OPERAND_KINDS = Uint8Array.from(
  OPS.flatMap(({ inputs, output }) => [0, kindNumber(inputs[0]), kindNumber(inputs[1]), kindNumber(output)]),
);

/**
 * Writes a job into the arena of a task set: a program, NO_OPs dropped and registers numbered by `slots`, and what is asked
 * of it. All has been checked (`check-evaluation.ts`). Allocates nothing, unless the arena has to grow.
 */
export function writeJob(
  target: SetArena,
  set: TaskSet,
  slots: RegisterSlots,
  program: Program,
  request: EvaluationRequest,
): void {
  const { access, lanes, groups, shared } = target;
  const { features } = set;
  const count = instructionCount(program);
  const wordsPlace = target.end;
  const constantsPlace = wordsPlace + blocksOf(count * WORDS_PER_INSTRUCTION * BYTES_PER_WORD);
  const registersPlace = constantsPlace + blocksOfDoubles(count * CONSTANTS_PER_INSTRUCTION);
  access.reserve(registersPlace);
  slots.begin(set.outputs);
  const setup = writeFunction(access, wordsPlace, constantsPlace, 0, slots, program, 0);
  const predict = writeFunction(access, wordsPlace, constantsPlace, setup, slots, program, 1);
  const learn = writeFunction(access, wordsPlace, constantsPlace, setup + predict, slots, program, 2);

  const scalars = slots.count('scalar');
  const vectors = slots.count('vector');
  const matrices = slots.count('matrix');
  const registerDoubles = (scalars + (vectors + matrices * features) * features) * lanes;
  const workspace = registersPlace + blocksOfDoubles(registerDoubles);
  const workspaceRoom = workspaceBlocks(features, lanes, setup + predict + learn, registerDoubles);
  const records = request.record !== 'nothing';
  const trainSteps = records ? Math.min(request.trainExamples, target.mostTrain) : 0;
  const validSteps = records ? Math.min(request.validExamples, target.mostValid) : 0;
  const trainTrace = workspace + workspaceRoom;
  const validTrace = trainTrace + blocksOfDoubles(groups.length * trainSteps * lanes);
  const memories = validTrace + blocksOfDoubles(groups.length * validSteps * lanes);
  const keepsMemory = request.keepsMemory === true;
  access.reserve(memories + (keepsMemory ? blocksOfDoubles(groups.length * registerDoubles) : 0));

  const { words: header, doubles } = access;
  header[JOB.layout] = JOB_LAYOUT;
  header[JOB.arenaBlocks] = access.blocks;
  header[JOB.features] = features;
  header[JOB.rules] = rulesOf(set, request);
  header[JOB.classes] = set.classes;
  header[JOB.lanes] = lanes;
  header[JOB.groups] = groups.length;
  header[JOB.groupTable] = shared.groupTable;
  header[JOB.setupLength] = setup;
  header[JOB.predictLength] = predict;
  header[JOB.learnLength] = learn;
  header[JOB.words] = wordsPlace;
  header[JOB.constants] = constantsPlace;
  header[JOB.scalars] = scalars;
  header[JOB.vectors] = vectors;
  header[JOB.matrices] = matrices;
  header[JOB.registers] = registersPlace;
  header[JOB.workspace] = workspace;
  header[JOB.workspaceBlocks] = workspaceRoom;
  header[JOB.trainExamples] = Math.min(request.trainExamples, LARGEST_UINT32);
  header[JOB.validExamples] = Math.min(request.validExamples, LARGEST_UINT32);
  header[JOB.record] = RECORD[request.record];
  header[JOB.noiseSeed] = request.noiseSeed;
  header[JOB.keepsMemory] = keepsMemory ? 1 : 0;
  header[JOB.requested] = shared.requested;
  header[JOB.losses] = shared.losses;
  header[JOB.trainSteps] = shared.trainSteps;
  header[JOB.trainTrace] = trainTrace;
  header[JOB.trainTraceSteps] = trainSteps;
  header[JOB.validTrace] = validTrace;
  header[JOB.validTraceSteps] = validSteps;
  header[JOB.trainTraceLengths] = shared.trainTraceLengths;
  header[JOB.validTraceLengths] = shared.validTraceLengths;
  header[JOB.memories] = memories;
  header[JOB.phase] = 0;
  header[JOB.group] = 0;
  header[JOB.epoch] = 0;
  header[JOB.step] = 0;
  header[JOB.instruction] = 0;
  header[JOB.reserved] = 0;
  doubles[MAX_ABS_ERROR_DOUBLE] = request.maxAbsError;
}

/**
 * Writes the instructions of a component function, by its number in `lengths`, behind those that stand there already.
 *
 * @returns how many there are without NO_OPs
 */
function writeFunction(
  { halves, doubles }: ArenaAccess,
  wordsPlace: number,
  constantsPlace: number,
  written: number,
  slots: RegisterSlots,
  { words, constants, lengths }: Program,
  component: 0 | 1 | 2,
): number {
  let index = 0;
  for (let before = 0; before < component; before++) index += lengths[before]!;
  let word = wordsPlace * HALVES_PER_BLOCK + written * WORDS_PER_INSTRUCTION;
  let constant = constantsPlace * DOUBLES_PER_BLOCK + written * CONSTANTS_PER_INSTRUCTION;
  let count = 0;
  for (const end = index + lengths[component]; index < end; index++) {
    const from = index * WORDS_PER_INSTRUCTION;
    const op = words[from]!;
    if (op === NO_OP) continue;
    const kinds = op * WORDS_PER_INSTRUCTION;
    halves[word] = op;
    halves[word + 1] = slots.slotOf(OPERAND_KINDS[kinds + 1]!, words[from + 1]!);
    halves[word + 2] = slots.slotOf(OPERAND_KINDS[kinds + 2]!, words[from + 2]!);
    halves[word + 3] = slots.slotOf(OPERAND_KINDS[kinds + 3]!, words[from + 3]!);
    const fromConstant = index * CONSTANTS_PER_INSTRUCTION;
    doubles[constant] = constants[fromConstant]!;
    doubles[constant + 1] = constants[fromConstant + 1]!;
    doubles[constant + 2] = constants[fromConstant + 2]!;
    word += WORDS_PER_INSTRUCTION;
    constant += CONSTANTS_PER_INSTRUCTION;
    count++;
  }
  return count;
}

function rulesOf({ outputs, measure }: TaskSet, { validationSigmoid }: EvaluationRequest): number {
  if (outputs === 'vector') return RULES.classes;
  if (measure === 'rms') return RULES.regression;
  return validationSigmoid === 'in-memory' ? RULES.binaryInMemory : RULES.binaryLocal;
}
