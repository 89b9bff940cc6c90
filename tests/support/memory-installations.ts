import type { InstallationStore, InstallStates } from "../../src/people/installation-store.port.ts";

/** No workspace installed the bot from its page, and none can. */
export const noInstallations: InstallationStore = {
  save: () => Promise.reject(new Error("nothing can be installed in this test")),
  find: async () => null,
  list: async () => [],
  health: async () => ({ count: 0, outdated: 0, problem: null }),
  lost: async () => [],
  dropLost: async () => [],
  rotate: async () => ({ keyId: "", count: 0 }),
};

export const noInstallStates: InstallStates = {
  use: async () => false,
};
