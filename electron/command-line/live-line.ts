import { durationText, shortCountText, shortFitnessText, shortTimeText } from './number-text.ts';

/** What the live line of a run says. */
export interface LiveFigures {
  readonly seconds: number;
  /** From 0. */
  readonly experiment: number;
  readonly candidates: number;
  /** Candidates a second. */
  readonly rate: number;
  /** Best on T_search and T_select, and beside them what the hand-designed algorithm has there. */
  readonly search: BesideReference;
  readonly select: BesideReference;
  readonly secondsLeft: number | null;
}

/** A fitness and the hand-designed algorithm's; null where there is none. */
export interface BesideReference {
  readonly best: number | null;
  readonly reference: number | null;
}

/** Two spaces: all that matters fits in 80 columns. */
const GAP = '  ';

/** The parts of the line from left to right; on a narrow window those of the highest rank go first. */
function parts(figures: LiveFigures): { readonly rank: number; readonly text: string }[] {
  const { seconds, experiment, candidates, rate, search, select, secondsLeft } = figures;
  return [
    { rank: 6, text: durationText(seconds) },
    ...(experiment > 0 ? [{ rank: 7, text: `exp. ${experiment + 1}` }] : []),
    { rank: 3, text: `${shortCountText(candidates)} cand.` },
    { rank: 4, text: `${shortCountText(rate)}/s` },
    { rank: 1, text: `search ${besideText(search)}` },
    { rank: 0, text: `select ${besideText(select)}` },
    ...(secondsLeft === null ? [] : [{ rank: 2, text: `<${shortTimeText(secondsLeft)} left` }]),
  ];
}

/** The live line of a run, at most `width` letters: what does not fit is left out, the least important first. */
export function liveLine(figures: LiveFigures, width: number): string {
  let shown = parts(figures);
  const line = (): string => shown.map(({ text }) => text).join(GAP);
  while (line().length > width && shown.length > 1) {
    const least = Math.max(...shown.map(({ rank }) => rank));
    shown = shown.filter(({ rank }) => rank !== least);
  }
  return cut(line(), width);
}

/** Cuts a line so that a narrow window does not wrap it. */
export function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

function besideText({ best, reference }: BesideReference): string {
  return reference === null ? shortFitnessText(best) : `${shortFitnessText(best)}/${shortFitnessText(reference)}`;
}
