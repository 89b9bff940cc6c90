import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Settings } from "../../src/settings.ts";
import { checkSnippet } from "./support/check-snippet.ts";
import { filesLinkedFrom, snippetsOf } from "./support/markdown-snippets.ts";
import { documentationPages, readRepositoryFile, root } from "./support/read-repository.ts";

const pages = documentationPages();

/** What somebody might write by mistake, and a word of what is said about it. */
const mistakes: readonly (readonly [fence: string, text: string, complaint: string])[] = [
  ["bash", "npm run strat", "strat"],
  ["bash", "npm run -s clusterbot -- aks 'a question'", "aks"],
  ["bash", "npm run -s clusterbot -- ask 'a question' --jsno", "--jsno"],
  ["bash", "npm run -s clusterbot -- ask 'a question' --as nobody", "nobody"],
  [
    "bash",
    "npm run -s clusterbot -- announce --title A --text B --to all --author slack:T1/U1 --when 'Thu 10 December 2027 9:00'",
    "weekday-differs",
  ],
  ["bash", "cp missing.example.yaml clusterbot.yaml", "missing.example.yaml"],
  ["bash", "curl http://localhost:3000/api/ask -d '{\"question\": }'", "JSON"],
  ["bash", "wget http://localhost:3000", "wget"],
  ["json", "{'question': 1}", "JSON"],
  ["yaml", "a: b: c", "mapping"],
  ["yaml settings", "federatoin: uktcg", "federatoin"],
  ["yaml document", "audiance: board", "audience"],
  ["yaml clusters", "clusters: [{ id: Not An Id, name: One }]", "id"],
  ["markdown document", "---\ncluster: atlantis\n---\n# Title", "atlantis"],
  ["env", "PROT=3001", "PROT"],
  ["python", "print('hello')", "python"],
];

// Each command is a process of its own, and there are dozens.
describe("what the documentation tells people to type", { timeout: 60_000 }, () => {
  it.each(pages.filter((page) => snippetsOf(page).length > 0))("works as written: $path", async (page) => {
    const problems = await Promise.all(snippetsOf(page).map(checkSnippet));

    expect(problems.flat()).toEqual([]);
  });

  it.each(mistakes)("is checked: a mistake in %s is found (%s)", async (fence, text, complaint) => {
    const [snippet] = snippetsOf({ path: "page.md", text: `\`\`\`${fence}\n${text}\n\`\`\`\n` });

    const problems = snippet === undefined ? [] : await checkSnippet(snippet);

    expect(problems.join("\n")).toContain(complaint);
  });

  it("includes the two commands, one question on the command line and one over HTTP", () => {
    const typed = snippetsOf({ path: "README.md", text: readRepositoryFile("README.md") })
      .map((snippet) => snippet.text)
      .join("\n");

    for (const words of [
      "npm install && npm start",
      "npm install && npm test",
      "clusterbot -- ask",
      "/api/ask",
    ])
      expect(typed).toContain(words);
  });
});

describe("the example of a settings file", () => {
  const example = readRepositoryFile("clusterbot.example.yaml");

  it("is accepted as it stands", () => {
    expect(Settings.safeParse(parse(example)).error).toBeUndefined();
  });

  it("names every setting there is", () => {
    const shown = Object.keys(Settings.parse(parse(example)));

    expect(Object.keys(parse(example)).toSorted()).toEqual(shown.toSorted());
  });
});

describe("the links of the documentation", () => {
  it.each(pages)("lead to files that exist: $path", (page) => {
    const missing = filesLinkedFrom(page).filter((file) => !existsSync(path.join(root, file)));

    expect(missing).toEqual([]);
  });

  it("are checked: a file that is not there is found", () => {
    expect(filesLinkedFrom({ path: "docs/page.md", text: "[one](../no-such-file.md#part)" })).toEqual([
      "no-such-file.md",
    ]);
  });
});
