import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { type RunningWeb, startWeb } from "../adapters/web/running-web.ts";
import { aCitation, anAbstention, anAnswer, replyOf } from "../adapters/web/web-answers.ts";
import { findBrowser, launchBrowser } from "./find-browser.ts";
import { measureContrasts, recordAppearances } from "./page-scripts.ts";

const executable = findBrowser();
const reason = "no browser installed, browser test not run";
if (executable === null) console.warn(`${reason} (Debian: apt-get install chromium)`);

const desktop: BrowserContextOptions = { viewport: { width: 1_000, height: 800 } };
const phone: BrowserContextOptions = {
  viewport: { width: 320, height: 640 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};

describe.skipIf(executable === null)(
  `the web page in a browser${executable === null ? ` (${reason})` : ""}`,
  () => {
    let browser: Browser;
    let web: RunningWeb;
    let complaints: string[];

    beforeAll(async () => {
      if (executable !== null) browser = await launchBrowser(executable);
    });

    afterAll(() => browser?.close());

    beforeEach(async () => {
      complaints = [];
      web = await startWeb({ answering: answerTo });
    });

    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await web.stop();
      expect(complaints).toEqual([]);
    });

    async function open(options: BrowserContextOptions, path = "/"): Promise<Page> {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(web.url)) complaints.push(`asked ${request.url()}`);
      });
      await page.goto(`${web.url}${path}`);
      return page;
    }

    it("can be used with the keyboard alone", async () => {
      const page = await open(desktop);

      await page.keyboard.type("How do I leave?");
      await page.keyboard.press("Enter");
      await page.locator("#latest article").waitFor();

      expect(await page.locator("#latest .question").textContent()).toBe("How do I leave?");
      const visited: (string | null)[] = [];
      for (let index = 0; index < 5; index += 1) {
        await page.keyboard.press("Tab");
        visited.push(await page.evaluate("document.activeElement.textContent"));
      }
      expect(visited).toEqual([
        "Ask",
        "1",
        "1",
        "2",
        "Joining and leaving the Northern Cluster (opens in a new tab)",
      ]);
      expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
      await page.keyboard.press("Escape");
      expect(await page.locator("#question").inputValue()).toBe("");
      expect(await page.evaluate("document.activeElement.id")).toBe("question");
    });

    it("makes a new line instead of asking when Shift is held", async () => {
      const page = await open(desktop);

      await page.keyboard.type("How do I leave?");
      await page.keyboard.press("Shift+Enter");
      await page.keyboard.type("And when?");
      await page.keyboard.press("Enter");
      await page.locator("#latest article").waitFor();

      expect(web.received.map((incoming) => incoming.request.text)).toEqual(["How do I leave?\nAnd when?"]);
    });

    it("shows the answer sentence by sentence, each with its sources", async () => {
      const page = await open(desktop);
      await page.evaluate(recordAppearances);

      await page.fill("#question", "How do I leave?");
      await page.keyboard.press("Enter");
      await settled(page);

      const appeared = await page.evaluate("window.appeared.map((step) => step.what)");
      expect(appeared).toEqual([
        "sentence A member may",
        "source 1",
        "sources Sources",
        "sentence Four weeks'",
        "sentence Fees paid",
        "source 2",
        "note Check before",
      ]);
      const [first, , , second, third] = JSON.parse(
        String(await page.evaluate("JSON.stringify(window.appeared.map((step) => step.when))")),
      );
      expect(second - first).toBeGreaterThan(50);
      expect(third - second).toBeGreaterThan(50);
      expect(await page.locator(".sources a").first().getAttribute("href")).toBe(
        "https://cluster.example/guides/leaving#notice",
      );
    });

    it("shows everything at once to people who asked for less movement", async () => {
      const page = await open({ ...desktop, reducedMotion: "reduce" });
      await page.evaluate(recordAppearances);

      await page.fill("#question", "How do I leave?");
      await page.keyboard.press("Enter");
      await page.locator("#latest article").waitFor();

      expect(await page.locator(".unshown").count()).toBe(0);
      expect(await page.evaluate("window.appeared.length")).toBe(0);
    });

    it("announces the answer to a screen reader", async () => {
      const page = await open(desktop);

      await page.fill("#question", "How do I leave?");
      await page.keyboard.press("Enter");
      await page.locator("#latest article").waitFor();

      const status = page.getByRole("status");
      expect(await status.getAttribute("aria-live")).toBe("polite");
      expect(await status.textContent()).toContain("A member may leave at the end of any quarter.");
      expect(await page.getByRole("textbox", { name: "Your question" }).count()).toBe(1);
      expect(await page.getByRole("article", { name: "How do I leave?" }).count()).toBe(1);
    });

    it("shows the passage a source is cited for", async () => {
      const page = await open(desktop, "/?q=How+do+I+leave%3F");

      await page.locator("summary").first().click();

      expect(await page.locator("blockquote").first().isVisible()).toBe(true);
      expect(await page.locator("blockquote").first().textContent()).toContain(
        "with four weeks' notice in writing",
      );
    });

    it("says that it does not know, who would, and what comes close", async () => {
      const page = await open(desktop);

      await page.fill("#question", "Who makes the best pizza?");
      await page.keyboard.press("Enter");
      const reply = page.locator("#latest article[data-kind=abstained]");
      await reply.waitFor();

      const text = await reply.textContent();
      expect(text).toContain("I don't know");
      expect(text).toContain("Best placed to answer: Membership secretary");
      expect(text).toContain("Newcomers' guide");
    });

    it("keeps the questions of this visit on the page, and nowhere else", async () => {
      const page = await open(desktop);

      await page.click("text=How do I leave?");
      await page.locator("#latest article").waitFor();
      await page.fill("#question", "Who makes the best pizza?");
      await page.keyboard.press("Enter");
      await page.locator("#latest [data-kind=abstained]").waitFor();

      expect(await page.locator("#history summary").first().textContent()).toBe("How do I leave?");
      expect(page.url()).toBe(`${web.url}/?q=Who%20makes%20the%20best%20pizza%3F`);
      expect(
        await page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length"),
      ).toBe(0);
      await page.reload();
      expect(await page.locator("#earlier").isVisible()).toBe(false);
      expect(await page.locator("#latest .question").textContent()).toBe("Who makes the best pizza?");
    });

    it.each(["/", "/?q=How+do+I+leave%3F", "/?q=long"])(
      "fits on a narrow phone without sideways scrolling at %s",
      async (path) => {
        const page = await open(phone, path);

        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
        expect(
          await page.evaluate("parseFloat(getComputedStyle(document.querySelector('#question')).fontSize)"),
        ).toBeGreaterThanOrEqual(16);
      },
    );

    it.each(["light", "dark"] as const)(
      "has text that can be told from its ground in %s mode",
      async (colorScheme) => {
        const page = await open({ ...desktop, colorScheme }, "/?q=How+do+I+leave%3F");

        const contrasts = JSON.parse(String(await page.evaluate(measureContrasts)));

        expect(Object.keys(contrasts)).toHaveLength(8);
        for (const [what, contrast] of Object.entries(contrasts))
          expect(contrast, what).toBeGreaterThanOrEqual(4.5);
      },
    );

    it("works without JavaScript", async () => {
      const page = await open({ ...desktop, javaScriptEnabled: false });

      await page.fill("#question", "How do I leave?");
      await page.getByRole("button", { name: "Ask" }).click();
      await page.locator("#latest article").waitFor();

      expect(await page.locator("#latest").textContent()).toContain(
        "Fees paid for later quarters are returned.",
      );
      expect(await page.locator("#question").inputValue()).toBe("How do I leave?");
    });

    it("shows hostile text as text", async () => {
      const page = await open(desktop);

      await page.fill("#question", hostile);
      await page.keyboard.press("Enter");
      await settled(page);

      expect(await page.locator("#latest .question").textContent()).toBe(hostile);
      expect(await page.locator("#latest :is(script, img, iframe, style)").count()).toBe(0);
      expect(await page.locator("#latest a[href^='javascript']").count()).toBe(0);
      expect(await page.evaluate("window.owned")).toBeUndefined();
      await page.goto(`${web.url}/?q=${encodeURIComponent(hostile)}`);
      expect(await page.locator("#latest .question").textContent()).toBe(hostile);
      expect(await page.evaluate("window.owned")).toBeUndefined();
    });

    it("says so when the program behind it is gone, and keeps the question", async () => {
      const page = await open(desktop);
      await web.stop();

      await page.fill("#question", "How do I leave?");
      await page.keyboard.press("Enter");
      const problem = page.locator("#latest [data-kind=problem]");
      await problem.waitFor();

      expect(await problem.textContent()).toContain("can’t reach the program");
      expect(await page.locator("#question").inputValue()).toBe("How do I leave?");
      // The browser itself reports the refused connection; that is no fault of the page.
      complaints = complaints.filter((complaint) => !complaint.includes("ERR_CONNECTION_REFUSED"));
    });
  },
);

/** Resolves when the answer is there and nothing of it is held back any more. */
async function settled(page: Page): Promise<void> {
  await page.locator("#latest article").waitFor();
  await page.locator(".unshown").first().waitFor({ state: "detached" });
}

const hostile = `"><img src=x onerror="window.owned=1"><script>window.owned=2</script></textarea>`;

function answerTo(question: string): Reply {
  if (question.includes("pizza")) return anAbstention();
  if (question === hostile) {
    const citations = [aCitation({ title: hostile, url: "javascript:window.owned=3", quote: hostile })];
    return replyOf(anAnswer({ sentences: [{ text: hostile, citations: [1] }], citations }));
  }
  if (question === "long") {
    const word = "Llanfairpwllgwyngyll".repeat(20);
    return replyOf(
      anAnswer({
        sentences: [{ text: word, citations: [1] }],
        citations: [aCitation({ title: word, quote: word, clusterName: word })],
      }),
    );
  }
  return replyOf(anAnswer());
}
