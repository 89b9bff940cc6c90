import ts from "typescript";
import type { RepositoryFile } from "./read-repository.ts";

/** A place where a rule is broken, as `path:line what`. */
export type Finding = string;

/** A rule of docs/style.md that a program can check. */
export interface HouseRule {
  readonly name: string;
  appliesTo(path: string): boolean;
  find(source: ParsedFile): readonly Finding[];
  /** A text that breaks the rule, to prove that it bites; `path` when the place matters. */
  readonly breach: { readonly path?: string; readonly text: string };
}

export interface ParsedFile extends RepositoryFile {
  readonly tree: ts.SourceFile;
}

export function parseFile(file: RepositoryFile): ParsedFile {
  return { ...file, tree: ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true) };
}

const everywhere = () => true;
const inTests = (path: string) => path.startsWith("tests/");
const linesAtMost = 300;
const functionLinesAtMost = 60;
const parametersAtMost = 3;
const shortenedNames = [
  "msg",
  "req",
  "res",
  "cfg",
  "opts",
  "tmp",
  "util",
  "utils",
  "helper",
  "helpers",
  "manager",
];

export const houseRules: readonly HouseRule[] = [
  {
    name: "a file has at most 300 lines",
    appliesTo: everywhere,
    find: (file) => {
      const lines = file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0);
      return lines > linesAtMost ? [`${file.path}:${lines} lines`] : [];
    },
    breach: { text: "export const one = 1;\n".repeat(linesAtMost + 1) },
  },
  {
    name: "a function has at most 60 lines",
    appliesTo: everywhere,
    find: (file) =>
      findNodes(
        file,
        (node) => hasBody(node) && !isGroupOfTests(node) && lengthOf(node, file.tree) > functionLinesAtMost,
      ),
    breach: { text: `export function long() {\n${"  step();\n".repeat(functionLinesAtMost)}}` },
  },
  {
    name: "a function takes at most 3 parameters",
    appliesTo: everywhere,
    find: (file) =>
      findNodes(
        file,
        (node) =>
          (hasBody(node) || ts.isMethodSignature(node) || ts.isFunctionTypeNode(node)) &&
          !isRowOfTable(node) &&
          node.parameters.length > parametersAtMost,
      ),
    breach: { text: "export const join = (a: string, b: string, c: string, d: string) => a + b + c + d;" },
  },
  {
    name: "exports are named",
    appliesTo: (path) => !path.endsWith(".config.ts"),
    find: (file) =>
      findNodes(file, (node) => ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword),
    breach: { text: "export default function start() {}" },
  },
  {
    name: "no file only hands on what others export",
    appliesTo: everywhere,
    find: (file) => {
      const { statements } = file.tree;
      const isBarrel =
        statements.length > 0 &&
        statements.every((node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined);
      return isBarrel ? [`${file.path}:1 hands on only`] : [];
    },
    breach: { text: 'export { one } from "./one.ts";\nexport * from "./two.ts";' },
  },
  {
    name: "nothing is of type any",
    appliesTo: everywhere,
    find: (file) => findNodes(file, (node) => node.kind === ts.SyntaxKind.AnyKeyword),
    breach: { text: "export const value: any = 1;" },
  },
  {
    name: "nothing is said to be there with an exclamation mark",
    appliesTo: everywhere,
    find: (file) => findNodes(file, (node) => ts.isNonNullExpression(node)),
    breach: { text: "export const first = (list: string[]) => list[0]!;" },
  },
  {
    name: "only src/config.ts reads the environment",
    appliesTo: (path) => path.startsWith("src/") && path !== "src/config.ts",
    find: (file) => findNodes(file, isEnvironment),
    breach: { path: "src/breach.ts", text: 'export const port = process.env["PORT"];' },
  },
  {
    name: "names are whole words",
    appliesTo: everywhere,
    find: (file) =>
      findNodes(
        file,
        (node) =>
          (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node)) &&
          node.name !== undefined &&
          ts.isIdentifier(node.name) &&
          shortenedNames.includes(node.name.text),
      ),
    breach: { text: "export const answer = (req: Request) => req.text;" },
  },
  {
    name: "tests use our real modules, never a mock of them",
    appliesTo: inTests,
    find: (file) =>
      findNodes(file, (node) => isCallOf(node, /^(vi|vitest|jest)\.(mock|doMock|hoisted|importMock)$/)),
    breach: { path: "tests/breach.test.ts", text: 'vi.mock("../src/prompts.ts");' },
  },
  {
    name: "tests never sleep",
    // What stands in for a platform may be slow on purpose, and a file lock of another process can only be polled.
    appliesTo: (path) => inTests(path) && !path.startsWith("tests/support/"),
    find: (file) => findNodes(file, isSleep),
    breach: {
      path: "tests/breach.test.ts",
      text: "await new Promise((resolve) => setTimeout(resolve, 500));",
    },
  },
];

function findNodes(file: ParsedFile, isBreach: (node: ts.Node) => boolean): readonly Finding[] {
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    if (isBreach(node)) {
      const line = file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1;
      findings.push(`${file.path}:${line} ${node.getText(file.tree).split("\n")[0]?.slice(0, 60)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return findings;
}

function hasBody(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
}

function lengthOf(node: ts.Node, tree: ts.SourceFile): number {
  const lineAt = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
  return lineAt(node.end) - lineAt(node.getStart(tree)) + 1;
}

/** What is handed to `describe` is a chapter of sentences, not a function that does something. */
function isGroupOfTests(node: ts.Node): boolean {
  return isCallOf(node.parent, /^describe(\.|$)/) || /^describe[A-Z]/.test(nameOf(node));
}

/** What `it.each(table)(…)` runs takes the columns of the table. */
function isRowOfTable(node: ts.Node): boolean {
  return isCallOf(node.parent, /^(it|test)\.each$/);
}

/** A suite that several adapters run is a chapter too: `describePlatform(…)`. */
function nameOf(node: ts.Node): string {
  return ts.isFunctionDeclaration(node) ? (node.name?.text ?? "") : "";
}

function isCallOf(node: ts.Node, name: RegExp): boolean {
  if (!ts.isCallExpression(node)) return false;
  const called = ts.isCallExpression(node.expression) ? node.expression.expression : node.expression;
  return name.test(called.getText());
}

function isEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return /^(globalThis\.)?process\.env$/.test(node.getText());
  return (
    ts.isImportSpecifier(node) &&
    node.getText() === "env" &&
    /node:process/.test(node.parent.parent.parent.getText())
  );
}

/** A pause of a set time: a timer that only resolves a promise, or the ready-made one of node:timers/promises. */
function isSleep(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) {
    return (
      /["']node:timers\/promises["']/.test(node.moduleSpecifier.getText()) &&
      /\b(setTimeout|scheduler)\b/.test(node.importClause?.getText() ?? "")
    );
  }
  if (!isCallOf(node, /^setTimeout$/) || !ts.isCallExpression(node)) return false;
  const [first] = node.arguments;
  const executor = ts.findAncestor(node, ts.isNewExpression)?.arguments?.[0];
  if (first === undefined || executor === undefined || !hasBody(executor)) return false;
  return executor.parameters[0]?.name.getText() === first.getText();
}
