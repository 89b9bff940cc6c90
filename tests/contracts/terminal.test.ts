import { createTerminalPlatform } from "../../src/adapters/terminal/terminal-platform.ts";
import { describePlatform, type PlatformDriver, type ShownMessage, type Taken } from "./platform.ts";
import { watchStored } from "./watch-stored.ts";

/** A person at a terminal of 80 columns, without colours; a question that was not taken is told by its error. */
async function createDriver(): Promise<PlatformDriver> {
  const shown: ShownMessage[] = [];
  const terminal = createTerminalPlatform({
    output: { write: (text) => shown.push({ text, pinged: [] }) },
    isTerminal: true,
    width: 80,
    json: false,
    allowsStyle: false,
    answerMilliseconds: 5_000,
  });
  const watched = watchStored(terminal);
  const questions: Promise<unknown>[] = [];

  return {
    platform: watched.platform,
    ask: async (text) => {
      const stored = watched.nextStored();
      const asked = terminal.ask({ text, as: "public" });
      questions.push(asked);
      const told = asked.then(
        (): Taken => "accepted",
        (): Taken => "told",
      );
      return Promise.race([stored.then((): Taken => "accepted"), told]);
    },
    shown: () => shown,
    cutSentence: null,
    close: async () => {
      await Promise.allSettled(questions);
    },
  };
}

describePlatform("the terminal", createDriver);
