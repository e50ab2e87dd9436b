import type { Command } from 'commander';
import { type Diagnosis, diagnose } from '../../workbench/doctor.ts';
import { tierText } from '../../workbench/evaluators.ts';
import { sayBuilding } from '../evaluator-option.ts';
import { EXIT } from '../exit-code.ts';
import { contextOf } from '../global-options.ts';
import { bytesText } from '../number-text.ts';
import type { Terminal } from '../terminal.ts';

/** `doctor`: what the program finds on this machine; exit code 4 for a bad history, 5 for a failed self-check. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check runtime, evaluators, history and cores')
    .action(async (_options: unknown, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      const diagnosis = await diagnose(historyFile, sayBuilding(terminal));
      if (terminal.manner.json) terminal.printJson(diagnosis);
      else printDiagnosis(terminal, diagnosis);
      if (diagnosis.evaluators.some(({ selfCheck }) => selfCheck === 'failed')) process.exitCode = EXIT.evaluator;
      else if (!diagnosis.history.healthy) process.exitCode = EXIT.history;
    });
}

function printDiagnosis(terminal: Terminal, { runtime, cores, evaluators, history, electron }: Diagnosis): void {
  terminal.print(`runtime     ${runtime}`);
  terminal.print(`cores       ${cores}`);
  for (const { name, instructionSet, available, selfCheck, reason } of evaluators) {
    const state = available ? `self-check ${selfCheck}` : 'not available';
    terminal.print(
      `evaluator   ${tierText({ name, instructionSet })}: ${state}${reason === null ? '' : `: ${reason}`}`,
    );
  }
  terminal.print(`history     ${history.file}`);
  const size = `${bytesText(history.bytes)}, schema ${history.schema}`;
  const health = history.exists ? `healthy, ${size}` : 'not there yet; the first run makes it';
  terminal.print(`            ${history.problem ?? health}`);
  terminal.print(`electron    ${electron.present ? 'present' : 'not present; the command line does without it'}`);
}
