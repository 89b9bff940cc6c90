/**
 * Why what somebody typed is no schedule. Days are `2026-12-01`, times `2026-12-01T09:00`, on the clock of whoever
 * typed it. Nothing is guessed: what may mean two things is asked.
 */
export type WhenProblem =
  /** `said` is the part that says nothing we know; empty when nothing at all was typed. */
  | { readonly problem: "not-understood"; readonly said: string }
  | { readonly problem: "no-time" }
  | { readonly problem: "no-day" }
  /** `7` without am or pm, or midnight; `either` are two times of day it may be. */
  | { readonly problem: "time-unclear"; readonly either: readonly [string, string] }
  /** “Every second Tuesday”: of the month, or every other one. */
  | { readonly problem: "repeat-unclear"; readonly said: string }
  | { readonly problem: "two-times"; readonly times: readonly [string, string] }
  | { readonly problem: "two-days"; readonly days: readonly [string, string] }
  | { readonly problem: "two-repeats" }
  /** “Now” or “in 2 hours”, and a day, a time or a repeat besides. */
  | { readonly problem: "contradictory" }
  | { readonly problem: "two-ends" }
  | { readonly problem: "two-zones" }
  /** GMT was said for a day on which the clocks in the United Kingdom show BST, or the other way round. */
  | { readonly problem: "zone-differs"; readonly said: "GMT" | "BST"; readonly at: string }
  /** `said` is a weekday, 1 Monday to 7 Sunday, that the day is not. */
  | { readonly problem: "weekday-differs"; readonly day: string; readonly said: number }
  | { readonly problem: "no-such-day"; readonly said: string }
  | { readonly problem: "past"; readonly at: string }
  | { readonly problem: "too-far"; readonly at: string }
  /** Something of a repeat (an end, an exception) was said of what goes out once. */
  | { readonly problem: "no-repeat"; readonly said: string }
  | { readonly problem: "end-before-start"; readonly start: string; readonly end: string }
  | { readonly problem: "never-runs" }
  /** A weekday, 1 Monday to 7 Sunday, was excepted: the next one, or all of them. */
  | { readonly problem: "weekday-left-out"; readonly said: number }
  /** A day was excepted on which nothing would go out. */
  | { readonly problem: "not-a-run"; readonly day: string };
