import { setImmediate as turn } from "node:timers/promises";
import type { Timing } from "../../src/announcing/deliver/timing.ts";

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that goes on when a test says so. Work on the database goes on by itself meanwhile. */
export class ManualTiming implements Timing {
  private readonly timers = new Set<Timer>();
  private passed = 0;
  private readonly began: Date;

  constructor(began: Date) {
    this.began = began;
  }

  readonly now = (): Date => new Date(this.began.getTime() + this.passed);

  readonly elapsed = (): number => this.passed;

  readonly after = (milliseconds: number, call: () => void): (() => void) => {
    const timer = { at: this.passed + milliseconds, call };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  };

  /** Lets so much time go by, a timer at a time, each with what it sets off. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.passed + milliseconds;
    for (;;) {
      const next = [...this.timers].toSorted((left, right) => left.at - right.at)[0];
      if (next === undefined || next.at > until) break;
      this.passed = Math.max(this.passed, next.at);
      this.timers.delete(next);
      next.call();
      await turn();
    }
    this.passed = until;
  }

  /** Goes on until `work` has ended, however often it waits. Gives what it comes to. */
  async through<Result>(work: Promise<Result>): Promise<Result> {
    let isOver = false;
    const ended = work.finally(() => {
      isOver = true;
    });
    // Told where it is awaited, below.
    ended.catch(() => {});
    await this.until(() => isOver, Number.POSITIVE_INFINITY);
    return await ended;
  }

  /** Goes on in steps of 100 ms, by at most `atMost` ms, until it is so. */
  async until(isSo: () => boolean | Promise<boolean>, atMost = 120_000): Promise<void> {
    const end = this.passed + atMost;
    while (!(await isSo())) {
      if (this.passed >= end) throw new Error(`it was not so within ${atMost} ms`);
      await this.pass(100);
      await new Promise((resolve) => void setTimeout(resolve, 2));
    }
  }
}
