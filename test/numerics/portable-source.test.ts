import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import { bitsOf } from './high-precision/double-parts.ts';
import { FUNCTION_NAMES, OWN_FUNCTIONS } from './own-functions.ts';
import { randomPoint } from './sample-points.ts';
import { SampleSource } from './sample-source.ts';

const FOLDER = new URL('../../native-worker/numerics/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');
const IMPORT = /^import \{[^}]*\} from '\.\/([a-z0-9-]+\.ts)';$/gm;

/** Files so ordered that each comes after those that it imports. */
function inOrderOfUse(): string[] {
  const ordered: string[] = [];
  const visit = (file: string): void => {
    if (ordered.includes(file)) return;
    for (const match of textOf(file).matchAll(IMPORT)) visit(match[1]!);
    ordered.push(file);
  };
  FILES.forEach(visit);
  return ordered;
}

/** All files as one program: without import lines and the word `export`. */
const asOneProgram = (): string =>
  inOrderOfUse()
    .map((file) =>
      textOf(file)
        .replaceAll(IMPORT, '')
        .replaceAll(/^export /gm, ''),
    )
    .join('\n');

describe('the files of the portable arithmetic', () => {
  it('import functions and constants of each other and nothing else, and export by name at the declaration', () => {
    for (const file of FILES) {
      const lines = textOf(file).replaceAll(IMPORT, '').split('\n');
      const isForeign = (line: string): boolean =>
        /^import\b/.test(line) || (/^export\b/.test(line) && !/^export (function|const|class|interface) /.test(line));
      expect(lines.filter(isForeign), file).toEqual([]);
    }
  });

  it('use no name twice at the top level, so that they can be pasted together', () => {
    const names = FILES.flatMap((file) =>
      [...textOf(file).matchAll(/^(?:export )?(?:function|const|class|interface) (\w+)/gm)].map((match) => match[1]!),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('form one program that gives the same bits', () => {
    const program = `${stripTypeScriptTypes(asOneProgram())}\n({ ${FUNCTION_NAMES.join(', ')} });`;
    const pasted = runInNewContext(program) as typeof OWN_FUNCTIONS;
    const source = new SampleSource(3);
    for (const name of FUNCTION_NAMES) {
      for (let count = 0; count < 500; count++) {
        const x = randomPoint(name, source);
        expect(bitsOf(pasted[name](x)), `${name}(${x})`).toBe(bitsOf(OWN_FUNCTIONS[name](x)));
      }
    }
  });
});
