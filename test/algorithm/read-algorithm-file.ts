import { readFileSync } from 'node:fs';
import { parseAlgorithm } from '../../native-worker/algorithm/parse-algorithm.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';

/** An algorithm that comes with the program: the name of its file in `resources/algorithms`, without `.txt`. */
export function readAlgorithmFile(name: string): Program {
  const file = new URL(`../../resources/algorithms/${name}.txt`, import.meta.url);
  return packAlgorithm(parseAlgorithm(readFileSync(file, 'utf8')));
}
