import type { CommandDescription } from "../../../src/chat/command-description.ts";

/** Of every kind a command can be, one. */
export const commands: readonly CommandDescription[] = [
  {
    name: "ask",
    summary: "Ask a question",
    usage: "ask your question",
    options: [{ name: "question", summary: "What you would like to know", isRequired: true }],
  },
  {
    name: "documents add",
    summary: "Add a document",
    usage: "documents add",
    options: [
      { name: "link", summary: "Where it is", isRequired: false },
      { name: "file", summary: "The document", isRequired: false, kind: "file" },
    ],
    messageMenu: "Add to Clusterbot",
  },
  { name: "documents list", summary: "List documents", usage: "documents list", options: [] },
  {
    name: "documents publish",
    summary: "Publish a draft",
    usage: "documents publish",
    options: [{ name: "draft", summary: "Which one", isRequired: true }],
    isHidden: true,
  },
  {
    name: "grant",
    summary: "Give somebody a role",
    usage: "grant who role cluster",
    options: [
      { name: "until", summary: "Until when", isRequired: false },
      { name: "whom", summary: "A person or a group", isRequired: true, kind: "grantee" },
      { name: "role", summary: "Which role", isRequired: true, choices: ["manager", "approver", "member"] },
    ],
  },
  { name: "setup", summary: "Set this server up", usage: "setup", options: [] },
  { name: "whoami", summary: "Who you are to me", usage: "whoami", options: [] },
  { name: "help", summary: "What I can do", usage: "help", options: [] },
];
