import { readFile } from "node:fs/promises";
import { z } from "zod";

/** A question of an evaluation set: which documents are right, and whether they answer it at all. */
export const EvaluationQuestion = z.object({
  id: z.string(),
  question: z.string(),
  relevant: z.array(z.string()).default([]),
  answerable: z.boolean().default(true),
  label: z.string().optional(),
});
export type EvaluationQuestion = z.infer<typeof EvaluationQuestion>;

/** The questions of a set, one JSON object a line. Throws with the line's number when one is malformed. */
export async function readQuestions(path: string): Promise<readonly EvaluationQuestion[]> {
  const lines = (await readFile(path, "utf8")).split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = EvaluationQuestion.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`${path}, line ${index + 1}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}
