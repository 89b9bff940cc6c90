import { BotError, type ErrorCode } from "../shared/errors.ts";

/** What `work` gives; throws BotError `late` when it takes longer than that. The work itself goes on. */
export async function inTime<Result>(
  milliseconds: number,
  work: Promise<Result>,
  late: ErrorCode,
): Promise<Result> {
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => over.reject(new BotError(late)), milliseconds);
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    clearTimeout(timer);
  }
}
