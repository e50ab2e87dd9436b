import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { RunDetails } from '../workbench/show-run.ts';
import type { AncestryStep } from '../workbench/run-summary.ts';
import { countText, durationText, fitnessText } from './number-text.ts';
import { tableLines } from './table-text.ts';
import type { Terminal } from './terminal.ts';

/** Changes of one step that are listed, and letters of one change; the rest is cut. `show --json` has all. */
const LISTED_CHANGES = 4;
const LETTERS_OF_CHANGE = 160;
/** Steps of an ancestry that are listed: those that gained most. */
const LISTED_STEPS = 16;

/** What became of a run: the program that was found, how good it is, where it comes from. */
export function printRunReport(terminal: Terminal, details: RunDetails): void {
  const { run, view, champion } = details;
  const heading = (text: string): void => {
    terminal.print();
    terminal.print(terminal.style('bold', text));
  };
  terminal.print(verdict(terminal, details));
  if (run.failure !== null) terminal.print(`why: ${run.failure}`);
  if (champion === null || view === null) return;
  heading('The program that was found');
  printListing(terminal, view.listing);
  heading('Its canonical form: without dead code, registers in order of use');
  printListing(terminal, view.canonical);
  heading('Fitness');
  for (const line of fitnessTable(details)) terminal.print(line);
  for (const line of fitnessNotes(details)) terminal.print(line);
  if (details.ancestry.length > 0) {
    heading('How it came about: the steps of its ancestry that improved on all before');
    for (const line of ancestryLines(details.ancestry, details.spec)) terminal.print(line);
  }
  const prior = priorKnowledge(details);
  if (prior !== null) {
    heading('What the search was told beforehand');
    terminal.printProse(prior);
  }
  if (details.differences.length > 0) {
    heading(`Where the spec differs from form "${details.spec.method.form}"`);
    for (const { path, form, spec } of details.differences) {
      terminal.print(`  ${path}: ${JSON.stringify(spec)} (${details.spec.method.form}: ${JSON.stringify(form)})`);
    }
  }
}

function verdict(terminal: Terminal, { run, spec }: RunDetails): string {
  const spent = `${countText(run.candidates)} candidates, ${countText(run.chargedSteps)} training steps, ${durationText(run.seconds)}`;
  const bar = spec.budget.stopAbove;
  switch (run.outcome) {
    case 'solved':
      return `${terminal.style(['bold', 'green'], 'solved')}: above ${bar ?? 0} on T_select after ${spent}`;
    case 'budget-spent':
      return `${terminal.style(['bold', 'yellow'], 'budget spent')}: ${bar === null ? 'done' : `nothing above ${bar} on T_select`} after ${spent}`;
    case 'stopped':
      return `${terminal.style(['bold', 'yellow'], 'stopped')} after ${spent}`;
    case null:
      return `${terminal.style('bold', run.state)} after ${spent}`;
  }
}

function printListing(terminal: Terminal, listing: string): void {
  for (const line of listing.trimEnd().split('\n')) {
    terminal.print(`  ${line.endsWith('# dead') ? terminal.style('dim', line) : line}`);
  }
}

function fitnessTable({ champion, run, references, spec }: RunDetails): string[] {
  const columns = [
    { title: '', align: 'left' },
    { title: 'T_search', align: 'right' },
    { title: 'T_select', align: 'right' },
    { title: 'T_final', align: 'right' },
  ] as const;
  const row = (label: string, search: number | null, select: number | null, final: number | null): string[] => [
    `  ${label}`,
    fitnessText(search),
    fitnessText(select),
    fitnessText(final),
  ];
  return tableLines(columns, [
    row('found', champion?.search ?? null, champion?.select ?? null, run.bestFinal),
    ...references.map(({ label, search, select, final }) => row(label, search, select, final)),
    ...setSizes(spec),
  ]);
}

function setSizes({ tasks }: Spec): string[][] {
  const count = (set: Spec['tasks']['search']): string => String(set.kind === 'fixed' ? set.tasks.length : set.count);
  return [['  tasks', count(tasks.search), count(tasks.select), count(tasks.final)]];
}

function fitnessNotes({ summary, finalLooks, spec }: RunDetails): string[] {
  if (summary === null) return ['  T_final is looked at once, when the run ends.'];
  const notes = [
    `  Looks at this T_final in this history, this one included: ${finalLooks}.`,
    `  Worst task: T_select ${fitnessText(Math.min(...summary.byTask.select))}, T_final ${fitnessText(Math.min(...summary.byTask.final))}.`,
  ];
  if (summary.noise !== null) {
    notes.push(
      `  T_select under ${summary.noise.fitness.length} other random streams: ${fitnessText(summary.noise.mean)} ± ${fitnessText(summary.noise.deviation)}.`,
    );
  }
  if (spec.allowOverlap === 'reference') {
    notes.push(
      '  Task seeds may overlap between the three sets, as in the reference: T_select and T_final are not all unseen.',
    );
  }
  return notes;
}

function ancestryLines(steps: readonly AncestryStep[], { init }: Spec): string[] {
  const gains = steps.map(({ search }, index) => search - (steps[index - 1]?.search ?? -Infinity));
  const leastListed = [...gains].sort((one, other) => other - one)[LISTED_STEPS - 1] ?? -Infinity;
  const listed = steps.filter((_, index) => (gains[index] ?? 0) >= leastListed);
  const left = steps.length - listed.length;
  return [
    ...listed.flatMap((step) => stepLines(step, step === steps[0] ? founderText(init) : '')),
    ...(left > 0 ? [`  (${left} smaller steps are left out)`] : []),
  ];
}

/** What the first of an ancestry is. */
function founderText(init: Spec['init']): string {
  if (init === 'random') return ': a random program';
  return typeof init === 'string' ? `: the initial program, "${init}"` : ": the initial program, the spec's own";
}

/** @param origin what it is, where it has no parent; else empty */
function stepLines({ search, select, births, changes }: AncestryStep, origin: string): string[] {
  const after = births === 0 ? '' : `, ${countText(births + 1)} generations on`;
  const listed = changes.slice(0, LISTED_CHANGES).map((change) => `      ${cut(change)}`);
  const rest = changes.length - listed.length;
  return [
    `  T_search ${fitnessText(search)}, T_select ${fitnessText(select)}${after}${origin}`,
    ...listed,
    ...(rest > 0 ? [`      and ${rest} more ${rest === 1 ? 'change' : 'changes'}`] : []),
  ];
}

function cut(text: string): string {
  return text.length <= LETTERS_OF_CHANGE ? text : `${text.slice(0, LETTERS_OF_CHANGE - 1)}…`;
}

/** What a validity filter brings in, in words; null where there is none. */
function priorKnowledge({ spec, run }: RunDetails): string | null {
  const { validity, sampling } = spec.method;
  const refused = `${countText(run.refused)} ${run.refused === 1 ? 'program was' : 'programs were'} refused for it.`;
  const staged = sampling === 'staged' ? ' Random programs were drawn function by function until each could pass.' : '';
  switch (validity) {
    case 'off':
      return null;
    case 'weak':
      return `Filter "weak": the prediction must depend on the features and on something that the labels change. ${refused}${staged}`;
    case 'strict':
      return `Filter "strict": a learner must predict from the features and a parameter, and must update that parameter by the labels and its own value. ${refused}${staged}`;
  }
}
