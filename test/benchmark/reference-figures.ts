/**
 * How long the field's reference implementation (google-research/automl_zero, -O3 -march=native -DNDEBUG) took beside
 * the yardstick, in turn on one core of a Zen 4 server. By these, what is measured here in times the yardstick can be
 * told in times the reference.
 */

/** The reference's time over the yardstick's, median of nine pairs. */
export const REFERENCE_OVER_YARDSTICK: Readonly<Record<string, number>> = {
  'linear-f4-100-100': 1.04,
  'program-2-8-f4-100-100': 0.71,
  'network-f4-1000-100': 0.85,
  'network-f16-1000-100': 0.7,
};

/** The workload by which figures of whole searches are scaled from that server to another machine, and its seconds there. */
export const SCALE = { workload: 'program-2-8-f4-100-100', seconds: 46.8e-6 } as const;

/** Candidates a CPU second of the reference's demo with its cache: the middle of 34,600 to 38,600. */
export const REFERENCE_CANDIDATES_PER_SECOND = 36_600;

/** CPU seconds a solved demo, failures counted: 15 of 50 experiments solved. Another 21, of which 4 solved, took 136. */
export const REFERENCE_SECONDS_PER_SOLUTION = 84;
