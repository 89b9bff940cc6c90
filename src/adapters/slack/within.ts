/** What `work` gives, or what `late` gives when that takes longer; the work goes on, and its failure is dropped. */
export async function within<Result>(
  milliseconds: number,
  work: Promise<Result>,
  late: () => Result,
): Promise<Result> {
  const { promise, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(() => resolve("late"), milliseconds);
  work.catch(() => {});
  try {
    const first = await Promise.race([work.then((result) => ({ result })), promise]);
    return first === "late" ? late() : first.result;
  } finally {
    clearTimeout(timer);
  }
}
