import { opAt } from './op-table.ts';
import { functionLength, functionStart, type Program, WORDS_PER_INSTRUCTION } from './program.ts';

/**
 * About how many entries a program goes through for one training example of F features: for each instruction of Predict
 * and Learn, those of its largest register. For cutting work into pieces that take alike; unlike the static cost, which
 * limits what programs may spend, it depends on F.
 */
export function exampleWork(program: Program, features: number): number {
  const start = functionStart(program, 'predict');
  const end = start + functionLength(program, 'predict') + functionLength(program, 'learn');
  let work = 0;
  for (let i = start; i < end; i++) {
    const { inputs, output } = opAt(program.words[i * WORDS_PER_INSTRUCTION]!);
    if (output === 'matrix' || inputs.includes('matrix')) work += features * features;
    else if (output === 'vector' || inputs.includes('vector')) work += features;
    else work += 1;
  }
  return work;
}
