import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

const FrontMatter = z.strictObject({
  name: z.string(),
  version: z.number().int().positive(),
  purpose: z.string(),
  placeholders: z.array(z.string().regex(/^[a-z_]+$/)),
});

/** A prompt with its placeholders still open; `fill` puts values in, each exactly as given. */
export interface Prompt<Placeholder extends string> {
  readonly name: string;
  readonly version: number;
  readonly fill: (values: Readonly<Record<Placeholder, string>>) => {
    readonly system: string;
    readonly user: string;
  };
}

/**
 * Loads prompts/<name>.md and checks it: known front matter, a system and a user part, and exactly the
 * placeholders the code fills. A value is never read for placeholders itself, so a question cannot open one.
 */
export async function loadPrompt<const Placeholder extends string>(
  name: string,
  placeholders: readonly Placeholder[],
): Promise<Prompt<Placeholder>> {
  const text = await readFile(new URL(`../prompts/${name}.md`, import.meta.url), "utf8");
  const parts = /^---\n([\s\S]*?)\n---\n# system\n([\s\S]*?)\n# user\n([\s\S]*)$/.exec(text);
  if (parts === null) throw new Error(`prompts/${name}.md has no front matter, "# system" and "# user"`);
  const [, head = "", system = "", user = ""] = parts;
  const frontMatter = FrontMatter.parse(parse(head));
  const used = [...`${system}${user}`.matchAll(/\{\{([a-z_]+)\}\}/g)].map((match) => match[1] ?? "");
  for (const [what, names] of [
    ["declares", frontMatter.placeholders],
    ["uses", used],
  ] as const) {
    const difference = new Set<string>(names).symmetricDifference(new Set<string>(placeholders));
    if (difference.size > 0)
      throw new Error(
        `prompts/${name}.md ${what} other placeholders than the code: ${[...difference].join(", ")}`,
      );
  }
  const fillPart = (part: string, values: Readonly<Record<string, string>>): string =>
    part.trim().replaceAll(/\{\{([a-z_]+)\}\}/g, (_, placeholder: string) => values[placeholder] ?? "");
  return {
    name: frontMatter.name,
    version: frontMatter.version,
    fill: (values) => ({ system: fillPart(system, values), user: fillPart(user, values) }),
  };
}
