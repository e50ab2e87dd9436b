import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSetOption } from '../../electron/workbench/set-option.ts';
import { type NamedOption, readSpecSource } from '../../electron/workbench/spec-source.ts';
import { temporaryFolder } from '../history/temporary-folder.ts';
import { exampleSpec } from '../spec/example-spec.ts';

const folder = temporaryFolder();
const EXAMPLE_SPEC = exampleSpec();

function written(name: string, text: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function complaint(named: string, options: readonly NamedOption[] = []): string {
  try {
    readSpecSource(named, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was wrong');
}

const setting = (text: string): NamedOption => ({ flag: `--set ${text}`, ...parseSetOption(text) });

describe('a spec file', () => {
  it('may have comments and trailing commas', () => {
    const file = written('comments.json', `// mine\n${JSON.stringify(EXAMPLE_SPEC).replace(/}$/, ', /* last */ }')}`);
    expect(readSpecSource(file, []).spec.tasks.search.kind).toBe('linear');
  });

  it('has the line and column of an unknown key named', () => {
    const text = JSON.stringify({ ...EXAMPLE_SPEC, sizzes: {} }, null, 2);
    const line = text.split('\n').findIndex((each) => each.includes('sizzes')) + 1;
    expect(complaint(written('unknown.json', text))).toContain(
      `unknown.json, line ${line}, column 3: sizzes: unknown key`,
    );
  });

  it('has the place of a wrong value named, and of several at once', () => {
    const wrong = exampleSpec() as { budget: unknown; tasks: { search: { features: unknown } } };
    wrong.tasks.search.features = 'four';
    wrong.budget = { candidates: -1 };
    const text = JSON.stringify(wrong, null, 2);
    const lineOf = (key: string): number => text.split('\n').findIndex((each) => each.includes(key)) + 1;
    const message = complaint(written('wrong.json', text));
    expect(message).toContain(`line ${lineOf('"features": "four"')}, column`);
    expect(message).toContain(`line ${lineOf('"candidates": -1')}, column`);
    expect(message.split('\n')).toHaveLength(2);
  });

  it('has the object named that lacks a key', () => {
    const { budget: _budget, ...rest } = EXAMPLE_SPEC;
    expect(complaint(written('lacking.json', JSON.stringify(rest)))).toMatch(
      /lacking\.json, line 1, column 1: budget: /,
    );
  });

  it('has the place of a syntax error named', () => {
    expect(complaint(written('syntax.json', '{\n  "version": 1,\n  "seed" 3\n}'))).toMatch(
      /syntax\.json, line 3, column 10: colon expected, found "3"/,
    );
  });

  it('is told when it is truncated, empty, binary, missing or a folder', () => {
    const whole = JSON.stringify(EXAMPLE_SPEC, null, 2);
    expect(complaint(written('cut.json', whole.slice(0, whole.length / 2)))).toMatch(/the file ends too early/);
    expect(complaint(written('empty.json', ''))).toMatch(/empty\.json: is empty/);
    expect(complaint(written('binary.json', Uint8Array.of(0, 1, 2, 255)))).toMatch(/binary\.json: is a binary file/);
    expect(complaint(written('latin.json', Uint8Array.of(0x7b, 0xe9, 0x7d)))).toMatch(/is not text in UTF-8/);
    expect(complaint(path.join(folder, 'missing.json'))).toMatch(/missing\.json: there is no such file/);
    mkdirSync(path.join(folder, 'folder.json'));
    expect(complaint(path.join(folder, 'folder.json'))).toMatch(/folder\.json: is a directory/);
    expect(complaint(written('number.json', '17'))).toMatch(/expected a JSON object/);
  });
});

describe('a preset', () => {
  it('is found by its name, which the spec keeps', () => {
    expect(readSpecSource('demo', []).spec).toMatchObject({ preset: 'demo', method: { form: 'reference' } });
  });

  it('that does not exist brings up the nearest name', () => {
    expect(complaint('dem')).toContain('there is no preset "dem"; did you mean "demo"?');
    expect(complaint('xyzzy')).toMatch(/expected one of .*demo/);
  });
});

describe('options beside the file', () => {
  it('are applied in order: JSON as JSON, anything else as a word', () => {
    const { spec } = readSpecSource('demo', [
      setting('method.population=50'),
      setting('method.tournament=5'),
      setting('method.population=60'),
      setting('method.mutations=[{"kind":"identity"}]'),
      setting('method.mutations[0].weight=3'),
      setting('method.mutations[1]={"kind":"alter-parameter"}'),
      setting('combination=median'),
      setting('budget.stopAbove=null'),
      setting('budget.candidates=100'),
    ]);
    expect(spec.method).toMatchObject({ population: 60, tournament: 5 });
    expect(spec.method.mutations).toEqual([
      { kind: 'identity', weight: 3 },
      { kind: 'alter-parameter', weight: 1 },
    ]);
    expect(spec).toMatchObject({ combination: 'median', budget: { stopAbove: null } });
  });

  it('are named where they are wrong', () => {
    expect(complaint('demo', [setting('budget.candidates=many')])).toMatch(
      /^--set budget\.candidates=many: budget\.candidates: expected/,
    );
    expect(complaint('demo', [{ flag: '--method', path: 'method.form', value: 'magic' }])).toMatch(
      /^--method: method\.form: .*"paper"/,
    );
    expect(complaint('demo', [setting('seed.inner=1')])).toMatch(/seed is 1, which has no fields/);
    expect(complaint('demo', [setting('ops.learn.first=1')])).toMatch(/"first" is no index of a list/);
    expect(complaint('demo', [setting('ops.learn[9]=1')])).toMatch(/would leave a gap/);
    expect(complaint('demo', [setting('method.mutations[0].weight=3')])).toMatch(/left to its default here/);
    expect(() => parseSetOption('population')).toThrow(/expected path\.in\.spec=VALUE/);
    expect(() => parseSetOption('=3')).toThrow(/expected path\.in\.spec=VALUE/);
  });

  it('cannot reach behind the spec', () => {
    expect(complaint('demo', [setting('__proto__.polluted=1')])).toMatch(/unknown key/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
