import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesBelow, type RepositoryFile } from "./support/read-repository.ts";

/** Folders whose words reach somebody who asked a question. */
const speaking = [
  "commands",
  "answering",
  "chat",
  "people",
  "adapters/slack",
  "adapters/discord",
  "adapters/terminal",
];

/** What these say is for whoever runs the bot: whether a platform is connected, what an app is for. */
const forAdministrators = [
  "src/adapters/slack/manifest.ts",
  "src/adapters/slack/slack-platform.ts",
  "src/adapters/terminal/terminal-platform.ts",
];

/** Texts that read like a sentence for people: a capital, four words or more, a full stop or the like at the end. */
function sentencesIn({ path, text }: RepositoryFile): readonly string[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const sentences: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const words = node.getText().slice(1, -1);
      if (/^["“]?\p{Lu}/u.test(words) && words.split(/\s+/).length >= 4 && /[.?!…]["”]?$/.test(words))
        sentences.push(`${path} ${words}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return sentences;
}

describe("what the bot says to people", () => {
  it("stands in the catalogue of messages or the table of errors, not in the code around", () => {
    const files = filesBelow(["src"], ".ts").filter((file) =>
      speaking.some((folder) => file.path.startsWith(`src/${folder}/`)),
    );

    const outside = files.filter((file) => !forAdministrators.includes(file.path)).flatMap(sentencesIn);

    expect(files.length).toBeGreaterThan(50);
    expect(outside).toEqual([]);
  });

  it("is found where it stands: in the catalogue there are many sentences", () => {
    const catalogue = filesBelow(["src/messages"], ".ts").flatMap(sentencesIn);

    expect(catalogue.length).toBeGreaterThan(20);
  });

  it("would be seen in a file of the code", () => {
    const text = "export const reply = plainReply(`I could not find it anywhere.`);";

    expect(sentencesIn({ path: "src/commands/breach.ts", text })).toHaveLength(1);
  });
});
