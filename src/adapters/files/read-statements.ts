import { parseDocument } from "yaml";
import { FileRefusal } from "./refusal.ts";

/** What a file says about itself, unchecked. */
export type Statements = Readonly<Record<string, unknown>>;

/** YAML that must be a list of `key: value`; `where` names it in the refusal. Throws FileRefusal. */
export function readStatements(yaml: string, where: string): Statements {
  const content = parseYaml(yaml, where);
  if (content === null) return {};
  if (typeof content !== "object" || Array.isArray(content)) {
    throw new FileRefusal(`${where} must be lines of the form "key: value"`);
  }
  return Object.fromEntries(Object.entries(content));
}

/** Parsed YAML 1.2 (core schema: dates stay text). Throws FileRefusal that names the line. */
export function parseYaml(yaml: string, where: string): unknown {
  const document = parseDocument(yaml, { uniqueKeys: true, prettyErrors: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    const clause = problem.message.split(/ at line |\n/)[0] ?? "";
    throw new FileRefusal(
      `${where} is not valid YAML${line === undefined ? "" : `, line ${line}`}: ${clause}`,
    );
  }
  try {
    // Aliases may multiply: a few lines of them can mean gigabytes.
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    throw new FileRefusal(`${where} is not valid YAML: it refers to itself too often`);
  }
}

/** Front matter: lines between `---` at the very start. Text that only has a rule there stays text. */
export function splitFrontMatter(text: string): { readonly statements: Statements; readonly body: string } {
  const match = /^---[ \t]*\n([\s\S]*?)\n?---[ \t]*(?:\n|$)/.exec(text);
  const yaml = match?.[1];
  if (match === null || yaml === undefined || !/^[ \t]*["']?[\w-]+["']?[ \t]*:/m.test(yaml)) {
    return { statements: {}, body: text };
  }
  return { statements: readStatements(yaml, "the front matter"), body: text.slice(match[0].length) };
}
