import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { algorithmFromJson, algorithmToJson } from '../../native-worker/algorithm/json-form.ts';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { packAlgorithm, unpackProgram } from '../../native-worker/algorithm/program.ts';

interface ProgramRow {
  readonly setup: unknown;
  readonly predict: unknown;
  readonly learn: unknown;
}

function rowsOf(name: string): ProgramRow[] {
  const text = readFileSync(new URL(`../reference/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ProgramRow);
}

describe("the programs of the reference's golden rows", () => {
  it.each([
    ['programs', 210],
    ['trained', 72],
  ])('in %s go through every form and come out with the same bits', (name, count) => {
    const rows = rowsOf(name);
    expect(rows).toHaveLength(count);
    for (const { setup, predict, learn } of rows) {
      const packed = packAlgorithm(algorithmFromJson({ setup, predict, learn }));
      const listed = parseAlgorithm(printAlgorithm(unpackProgram(packed)));
      expect(packAlgorithm(listed)).toEqual(packed);
      expect(packAlgorithm(parseAlgorithm(JSON.stringify(algorithmToJson(listed))))).toEqual(packed);
    }
  });
});
