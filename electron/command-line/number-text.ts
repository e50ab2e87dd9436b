const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;

/** A fitness to six decimals; a dash where there is none. */
export function fitnessText(fitness: number | null): string {
  return fitness === null ? '–' : fitness.toFixed(6);
}

/** A fitness to four decimals, cut from the six that are shown elsewhere, so that none looks better than it is. */
export function shortFitnessText(fitness: number | null): string {
  return fitness === null ? fitnessText(null) : fitnessText(fitness).slice(0, -2);
}

/** A count with its thousands set apart: `1,234,567`. */
export function countText(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** A count in about three digits: `940`, `5.3k`, `425k`, `1.2M`. */
export function shortCountText(count: number): string {
  if (count < 999.5) return String(Math.round(count));
  const [size, letter] = count < 999_500 ? [1e3, 'k'] : count < 999.5e6 ? [1e6, 'M'] : [1e9, 'G'];
  const figure = count / size;
  return `${figure < 99.95 ? figure.toFixed(1) : figure.toFixed(0)}${letter}`;
}

/** A time in one unit, rounded up: `45 s`, `12 min`, `3 h`. */
export function shortTimeText(seconds: number): string {
  if (seconds <= SECONDS_PER_MINUTE - 1) return `${Math.ceil(seconds)} s`;
  if (seconds <= SECONDS_PER_HOUR - SECONDS_PER_MINUTE) return `${Math.ceil(seconds / SECONDS_PER_MINUTE)} min`;
  return `${Math.ceil(seconds / SECONDS_PER_HOUR)} h`;
}

/** A time in the two largest units that matter: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < SECONDS_PER_MINUTE) return `${whole} s`;
  if (whole < SECONDS_PER_HOUR) {
    return `${Math.floor(whole / SECONDS_PER_MINUTE)} min ${padded(whole % SECONDS_PER_MINUTE)} s`;
  }
  return `${Math.floor(whole / SECONDS_PER_HOUR)} h ${padded(Math.floor((whole % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE))} min`;
}

function padded(figure: number): string {
  return String(figure).padStart(2, '0');
}

/** A size in bytes: `12 kB`, `3.4 MB`. */
export function bytesText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
