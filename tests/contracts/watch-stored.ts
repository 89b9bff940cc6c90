import type { Platform, RequestInbox } from "../../src/chat/platform.port.ts";

/** A platform whose storing of questions can be awaited, for places that show nothing until the answer comes. */
export interface WatchedPlatform {
  readonly platform: Platform;
  /** Resolves when the question asked next is stored. */
  nextStored(): Promise<void>;
}

export function watchStored(platform: Platform): WatchedPlatform {
  let waiting: (() => void)[] = [];
  const watching = (inbox: RequestInbox): RequestInbox => ({
    form: (request) => inbox.form(request),
    accept: async (incoming) => {
      const told = waiting;
      waiting = [];
      const acceptance = await inbox.accept(incoming);
      for (const tell of told) tell();
      return acceptance;
    },
  });
  return {
    platform: { ...platform, start: (inbox) => platform.start(watching(inbox)) },
    nextStored: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
