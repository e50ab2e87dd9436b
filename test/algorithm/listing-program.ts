import { parseListing } from '../../native-worker/algorithm/parse-algorithm.ts';
import { printAlgorithm } from '../../native-worker/algorithm/print-algorithm.ts';
import { packAlgorithm, type Program, unpackProgram } from '../../native-worker/algorithm/program.ts';

/** A packed program from the lines of its functions, which are separated by semicolons. */
export function programOf(functions: { setup?: string; predict?: string; learn?: string }): Program {
  const { setup = '', predict = '', learn = '' } = functions;
  const lines = (text: string): string =>
    text
      .split(';')
      .map((line) => `  ${line.trim()}\n`)
      .join('');
  return packAlgorithm(
    parseListing(`def Setup():\n${lines(setup)}def Predict():\n${lines(predict)}def Learn():\n${lines(learn)}`),
  );
}

/** A program in words, exact to the last bit: for comparing programs with readable differences. */
export function textOf(program: Program): string {
  return printAlgorithm(unpackProgram(program), { precision: 'exact' });
}
