import type { Command } from 'commander';
import { type Diagnosis, diagnose } from '../../workbench/doctor.ts';
import { tierText } from '../../workbench/evaluators.ts';
import { type Repair, repairDamaged } from '../../workbench/repair.ts';
import { sayBuilding } from '../evaluator-option.ts';
import { EXIT } from '../exit-code.ts';
import { contextOf } from '../global-options.ts';
import { bytesText, countText } from '../number-text.ts';
import type { Terminal } from '../terminal.ts';

/** `doctor`: what the program finds on this machine; exit code 4 for a bad history, 5 for a failed self-check. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check runtime, evaluators, history and cores')
    .option('--repair', 'save what can be read of a damaged history into a new file beside it')
    .action(async ({ repair }: { repair?: true }, command: Command) => {
      const { terminal, historyFile } = contextOf(command);
      if (repair === true) {
        const repaired = repairDamaged(historyFile);
        if (terminal.manner.json) terminal.printJson(repaired);
        else printRepair(terminal, repaired);
        return;
      }
      const diagnosis = await diagnose(historyFile, sayBuilding(terminal));
      if (terminal.manner.json) terminal.printJson(diagnosis);
      else printDiagnosis(terminal, diagnosis);
      if (diagnosis.evaluators.some(({ selfCheck }) => selfCheck === 'failed')) process.exitCode = EXIT.evaluator;
      else if (!diagnosis.history.healthy) process.exitCode = EXIT.history;
    });
}

function printRepair(terminal: Terminal, { file, tables }: Repair): void {
  for (const { table, kept, dropped, problem } of tables.filter((each) => each.dropped > 0 || each.problem !== null)) {
    terminal.print(`${table}: ${kept} saved, ${dropped} damaged${problem === null ? '' : `; ${problem}`}`);
  }
  const rows = tables.reduce((sum, { kept }) => sum + kept, 0);
  terminal.print(`${countText(rows)} records are saved in ${file}; the damaged file was left as it is.`);
  terminal.print(
    'Look at the new one with --history; where it is as you want it, put it in the place of the damaged one.',
  );
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
