import type { Command } from 'commander';
import { listPresets, presetText, readPreset } from '../../workbench/presets.ts';
import { contextOf } from '../global-options.ts';
import { tableLines } from '../table-text.ts';

/** `presets [NAME]`: lists the presets, or prints one. */
export function addPresets(program: Command): void {
  program
    .command('presets')
    .description('list the experiments that ship with the program, or print one as JSON')
    .argument('[name]', 'the preset to print')
    .action((name: string | undefined, _options: unknown, command: Command) => {
      const { terminal } = contextOf(command);
      if (name !== undefined) {
        if (terminal.manner.json) terminal.printJson(readPreset(name).value);
        else terminal.print(presetText(name).trimEnd());
        return;
      }
      const presets = listPresets();
      if (terminal.manner.json) {
        terminal.printJson({ presets });
        return;
      }
      const rows = presets.map((preset) => [preset.name, preset.description]);
      const columns = [
        { title: 'PRESET', align: 'left' },
        { title: 'WHAT IT IS', align: 'left' },
      ] as const;
      for (const line of tableLines(columns, rows)) terminal.print(line);
    });
}
