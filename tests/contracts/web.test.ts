import { parseHTML } from "linkedom";
import { createWebPlatform } from "../../src/adapters/web/web-platform.ts";
import { type PlainResponse, plainHttp } from "../adapters/web/plain-http.ts";
import { nobodySignedIn, webSettings } from "../adapters/web/running-web.ts";
import { describePlatform, type PlatformDriver, type ShownMessage, type Taken } from "./platform.ts";
import { watchStored } from "./watch-stored.ts";

/** A visitor who reads the page as text. Nobody else sees it, so nobody can be pinged. */
async function createDriver(): Promise<PlatformDriver> {
  const web = createWebPlatform(webSettings, {
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    clock: { now: () => new Date() },
    readiness: async () => ({ ready: true, parts: {} }),
    mounts: [],
    ...nobodySignedIn,
  });
  const watched = watchStored(web);
  const shown: ShownMessage[] = [];
  const pages: Promise<PlainResponse>[] = [];

  const ask = async (question: string): Promise<Taken> => {
    const stored = watched.nextStored();
    const page = plainHttp(`${web.address()?.url}/exchange`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question }),
    });
    pages.push(page);
    const answered = page.then(({ status, text }): Taken => {
      if (status !== 200) return textOf(text).trim() === "" ? "ignored" : "told";
      shown.push({ text: textOf(text), pinged: [] });
      return "accepted";
    });
    return Promise.race([stored.then((): Taken => "accepted"), answered]);
  };

  return {
    platform: {
      ...watched.platform,
      send: async (sending) => {
        const outcome = await web.send(sending);
        // What was sent is shown once it has arrived.
        if (outcome.kind === "sent") await Promise.all(pages);
        return outcome;
      },
    },
    ask,
    shown: () => shown,
    cutSentence: null,
    close: async () => {
      await Promise.allSettled(pages);
    },
  };
}

function textOf(html: string): string {
  return parseHTML(html).document.querySelector(".reply")?.textContent ?? "";
}

describePlatform("the web page", createDriver);
