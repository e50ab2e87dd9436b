import type { Spec } from '../spec/spec-schema.ts';
import type { Experiment } from './experiment.ts';
import type { Hosts } from './hosts.ts';
import { identitiesOf } from './packed-lineage.ts';
import { migrationSources } from './migration.ts';
import type { RunEvent } from './run-events.ts';

/** Sends migrants to all islands if all have come to the barrier that is next for it; else gives null. */
export function sendMigrants(spec: Spec, experiment: Experiment, hosts: Hosts): readonly RunEvent[] | null {
  const due = experiment.takeMigrantsDue();
  if (due === null || spec.migration === null) return null;
  const { epoch, reports } = due;
  return migrationSources(spec, spec.migration, experiment.number, epoch).map((from, to): RunEvent => {
    const { emigrants } = reports[from]!;
    if (emigrants === null) throw new Error(`island ${from} reported no migrants of epoch ${epoch}`);
    hosts.toIsland(to, { kind: 'immigrate', island: to, epoch, migrants: emigrants });
    const individuals = identitiesOf(emigrants);
    return { kind: 'migration', experiment: experiment.number, epoch, from, to, individuals };
  });
}
