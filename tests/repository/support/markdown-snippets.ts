import path from "node:path";
import type { Nodes } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { RepositoryFile } from "./read-repository.ts";

/** A fenced block: its language, the word after it ("settings" in "yaml settings"), its text. */
export interface Snippet {
  readonly place: string;
  readonly language: string;
  readonly use: string;
  readonly text: string;
}

export function snippetsOf(page: RepositoryFile): readonly Snippet[] {
  return nodesOf(page).flatMap((node) =>
    node.type === "code"
      ? [
          {
            place: `${page.path}:${node.position?.start.line ?? 0}`,
            language: node.lang ?? "",
            use: node.meta ?? "",
            text: node.value,
          },
        ]
      : [],
  );
}

/** Files of the repository a page links to or shows, as paths from the root. */
export function filesLinkedFrom(page: RepositoryFile): readonly string[] {
  return nodesOf(page)
    .flatMap((node) => (node.type === "link" || node.type === "image" ? [node.url] : []))
    .filter((url) => !/^([a-z]+:|#)/.test(url))
    .map((url) => path.posix.join(path.posix.dirname(page.path), url.split("#")[0] ?? ""));
}

/** The commands of a shell snippet as lists of words; comments are left out, quotation marks are taken away. */
export function shellCommands(text: string): readonly (readonly string[])[] {
  return text
    .replaceAll("\\\n", " ")
    .split(/\n|&&/)
    .map((line) => [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)])
    .map((matches) => matches.map(([, double, single, plain]) => double ?? single ?? plain ?? ""))
    .map((words) => {
      const comment = words.findIndex((word) => word.startsWith("#"));
      return comment === -1 ? words : words.slice(0, comment);
    })
    .filter((words) => words.length > 0);
}

function nodesOf(page: RepositoryFile): readonly Nodes[] {
  const nodes: Nodes[] = [];
  const visit = (node: Nodes): void => {
    nodes.push(node);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(unified().use(remarkParse).use(remarkGfm).parse(page.text));
  return nodes;
}
