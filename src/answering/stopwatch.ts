/** Measures the steps of one answer in milliseconds, to the tenth. */
export interface Stopwatch {
  lap(step: string): void;
  laps(): Record<string, number>;
}

export function startStopwatch(): Stopwatch {
  const started = performance.now();
  const measured: Record<string, number> = {};
  let last = started;
  return {
    lap: (step) => {
      const now = performance.now();
      measured[step] = tenth(now - last);
      last = now;
    },
    laps: () => ({ ...measured, total: tenth(performance.now() - started) }),
  };
}

function tenth(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
