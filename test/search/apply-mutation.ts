import type { ComponentFunction } from '../../native-worker/algorithm/component-function.ts';
import type { Algorithm, Instruction } from '../../native-worker/algorithm/instruction.ts';
import type { MutationRecord } from '../../native-worker/search/mutation-record.ts';

/** What a record says that a mutation made of an algorithm: on objects, and so apart from how a search does it. */
export function applyMutation(algorithm: Algorithm, record: MutationRecord): Algorithm {
  switch (record.kind) {
    case 'nothing':
      return algorithm;
    case 'alter-parameter':
    case 'randomize-instruction': {
      const { component, position, before, after } = record;
      expectThere(algorithm, component, position, before);
      return changed(algorithm, component, (lines) => lines.with(position, after));
    }
    case 'randomize-function':
      return changed(algorithm, record.component, () => record.after);
    case 'insert-instruction': {
      const { component, position, instruction } = record;
      return changed(algorithm, component, (lines) => lines.toSpliced(position, 0, instruction));
    }
    case 'remove-instruction': {
      const { component, position, instruction } = record;
      expectThere(algorithm, component, position, instruction);
      return changed(algorithm, component, (lines) => lines.toSpliced(position, 1));
    }
    case 'trade-instruction': {
      const { component, inserted, removed } = record;
      const grown = changed(algorithm, component, (lines) =>
        lines.toSpliced(inserted.position, 0, inserted.instruction),
      );
      expectThere(grown, component, removed.position, removed.instruction);
      return changed(grown, component, (lines) => lines.toSpliced(removed.position, 1));
    }
    case 'randomize-algorithm':
      return record.after;
  }
}

function changed(
  algorithm: Algorithm,
  component: ComponentFunction,
  change: (lines: readonly Instruction[]) => readonly Instruction[],
): Algorithm {
  return { ...algorithm, [component]: change(algorithm[component]) };
}

function expectThere(algorithm: Algorithm, component: ComponentFunction, position: number, line: Instruction): void {
  const found = JSON.stringify(algorithm[component][position]);
  if (found !== JSON.stringify(line)) {
    throw new Error(`a record says that ${component} ${position} was ${JSON.stringify(line)}; it is ${found}`);
  }
}
