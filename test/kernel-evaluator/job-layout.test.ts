import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MOST_FEATURES } from '../../native-worker/algorithm/register-kind.ts';
import {
  BLOCK_BYTES,
  GROUP,
  GROUP_WORDS,
  HEADER_WORDS,
  JOB,
  JOB_LAYOUT,
  MAX_ABS_ERROR_DOUBLE,
  MOST_LANES,
  PHASE,
  PREPARED_INSTRUCTION_BYTES,
  RECORD,
  RULES,
  STATE_ARRAYS,
  STATUS,
} from '../../native-worker/kernel-evaluator/job-layout.ts';
import { USUAL_TASKS } from '../../native-worker/kernel-evaluator/task-groups.ts';
import { NOISE_ORDINALS } from '../../native-worker/numerics/noise-stream.ts';

const KERNEL = new URL('../../native-worker/kernel/', import.meta.url);
const HEADER = readFileSync(new URL('job.hpp', KERNEL), 'utf8');
const ALL_HEADERS = readdirSync(KERNEL)
  .filter((name) => name.endsWith('.hpp'))
  .map((name) => readFileSync(new URL(name, KERNEL), 'utf8'))
  .join('\n');

/** The text between the braces that follow something. */
function bodyOf(start: string): string {
  const from = HEADER.indexOf(`${start} {`);
  return HEADER.slice(HEADER.indexOf('{', from), HEADER.indexOf('}', from)).replaceAll(/\/\*\*[^]*?\*\//g, '');
}

/** Names of a structure's uint32 words, in order; an array's word by word. */
function wordsOf(structure: string): string[] {
  const fields = [...bodyOf(`struct ${structure}`).matchAll(/uint32_t (\w+)(?:\[(\d+)\])?;/g)];
  return fields.flatMap(([, name, count]) =>
    count === undefined ? [name!] : Array.from({ length: Number(count) }, (_, k) => `${name!}[${k}]`),
  );
}

function valuesOf(enumeration: string): Record<string, number> {
  const entries = [...bodyOf(`enum ${enumeration}`).matchAll(/k(\w+) = (-?\d+)/g)];
  return Object.fromEntries(entries.map(([, name, value]) => [name!, Number(value)]));
}

/** What a constant of the kernel's headers is defined as. */
function definitionOf(constant: string): string | undefined {
  return new RegExp(`^constexpr \\w+ ${constant} = (.*);$`, 'm').exec(ALL_HEADERS)?.[1];
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const LENGTHS: Readonly<Record<string, string>> = {
  setup_length: 'lengths[0]',
  predict_length: 'lengths[1]',
  learn_length: 'lengths[2]',
};

describe('the layout of a job is that of job.hpp:', () => {
  it('the words of the header and of a group', () => {
    const header = Object.keys(JOB).map((name) => LENGTHS[snakeCase(name)] ?? snakeCase(name));
    expect(header).toEqual(wordsOf('Job'));
    expect(Object.values(JOB)).toEqual(header.map((_, place) => place));
    expect(bodyOf('struct Job')).toMatch(/double max_abs_error;\s*$/);
    expect([2 * MAX_ABS_ERROR_DOUBLE, HEADER_WORDS]).toEqual([header.length, header.length + 2]);

    const group = wordsOf('Group');
    expect(Object.keys(GROUP).map(snakeCase)).toEqual(group.filter((name) => !name.startsWith('reserved')));
    expect(Object.values(GROUP)).toEqual(Object.keys(GROUP).map((_, place) => place));
    expect(group).toHaveLength(GROUP_WORDS);
  });

  it('the numbers that stand for rules, records, phases and answers', () => {
    const { regression, binaryLocal, binaryInMemory, classes } = RULES;
    expect(valuesOf('Rules : uint32_t')).toEqual({
      Regression: regression,
      BinaryLocal: binaryLocal,
      BinaryInMemory: binaryInMemory,
      Classes: classes,
    });
    expect(valuesOf('Record : uint32_t')).toEqual({
      RecordNothing: RECORD.nothing,
      RecordErrors: RECORD.errors,
      RecordPredictions: RECORD.predictions,
    });
    expect(valuesOf('Phase : uint32_t')).toEqual({
      Begin: PHASE.begin,
      Setup: PHASE.setup,
      TrainPredict: PHASE.trainPredict,
      TrainLearn: PHASE.trainLearn,
      Validate: PHASE.validate,
      Done: PHASE.done,
    });
    expect(valuesOf('Status : int32_t')).toEqual({
      Complete: STATUS.complete,
      More: STATUS.more,
      BadLayout: STATUS.badLayout,
      BadSize: STATUS.badSize,
      BadProgram: STATUS.badProgram,
      BadProgress: STATUS.badProgress,
    });
  });

  it.each([
    ['kJobLayout', JOB_LAYOUT],
    ['kBlockBytes', BLOCK_BYTES],
    ['kMostLanes', MOST_LANES],
    ['kMostFeatures', MOST_FEATURES],
    ['kMostRandomInstructions', NOISE_ORDINALS],
    ['kPreparedInstructionBytes', PREPARED_INSTRUCTION_BYTES],
    ['kStateArrays', STATE_ARRAYS],
  ])('%s is %i', (constant, value) => {
    expect(definitionOf(constant)).toBe(String(value));
  });

  it('the number of tasks that there is code for', () => {
    expect(definitionOf('kTenTasks')).toBe(`(${USUAL_TASKS} + W - 1) / W`);
  });
});
