/** Time as a lane sees it; tests give their own. */
export interface Timing {
  /** Milliseconds that only ever go on, whatever is done to the computer's clock. */
  readonly elapsed: () => number;
  /** Calls once after so many milliseconds; what is returned takes that back. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

export const realTiming: Timing = {
  elapsed: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
