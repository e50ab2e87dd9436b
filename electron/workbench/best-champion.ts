import type { ChampionRecord } from '../history/repositories/champions.ts';

/** The best on T_select, the later one on ties (reference: run_search_experiment.cc); null of none. */
export function bestChampion(champions: readonly ChampionRecord[]): ChampionRecord | null {
  return champions.reduce<ChampionRecord | null>(
    (best, each) => (best === null || (each.select ?? -Infinity) >= (best.select ?? -Infinity) ? each : best),
    null,
  );
}
