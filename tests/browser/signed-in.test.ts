// Signing in with a real browser: the link comes from the bot's own message on the fake Slack. With UPDATE_PICTURES=1
// it writes the pictures of the documentation anew.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { generalChannel, person } from "../support/fake-slack/workspace.ts";
import { type BotBetweenFakes, startBotBetweenFakes } from "../support/running-bot.ts";
import { findBrowser, launchBrowser } from "./find-browser.ts";
import { contrastsOf } from "./page-scripts.ts";

const pictures = path.resolve(import.meta.dirname, "../../docs/pictures");

/** The picture of the documentation: what the page looks like at this step of the test. */
async function picture(page: Page, name: string): Promise<void> {
  const file = path.join(pictures, `${name}.png`);
  if (process.env.UPDATE_PICTURES === "1") await page.screenshot({ path: file });
  const [shown, kept] = [await page.screenshot(), await readFile(file)];
  // Width and height stand in bytes 16 to 23 of a PNG (its IHDR); letters differ from one machine to the next.
  expect(kept.subarray(16, 24)).toEqual(shown.subarray(16, 24));
}

const executable = findBrowser();
const reason = "no browser installed, browser test not run";
if (executable === null) console.warn(`${reason} (Debian: apt-get install chromium)`);

const documents = {
  "fees.md": `---
title: Fees of North Cluster
cluster: north
kind: membership
audience: members
published: 2026-04
url: https://north.example/fees
---
# Fees

The annual fee of North Cluster for companies is 240 pounds, and freelancers pay 60 pounds.
`,
};
const fees = "What is the annual fee of North Cluster for companies?";

const desktop: BrowserContextOptions = { viewport: { width: 1_000, height: 800 } };
const phone: BrowserContextOptions = {
  viewport: { width: 320, height: 640 },
  isMobile: true,
  hasTouch: true,
};

// A browser, a bot and two platforms at once: on a busy machine that takes its time.
describe.skipIf(executable === null)(
  `signing in with a browser${executable === null ? ` (${reason})` : ""}`,
  { timeout: 90_000 },
  () => {
    let browser: Browser;
    let between: BotBetweenFakes;
    let address: string;
    let complaints: string[];

    beforeAll(async () => {
      if (executable === null) return;
      [browser, between] = await Promise.all([launchBrowser(executable), startBotBetweenFakes(documents)]);
      address = between.bot.web.address()?.url ?? "";
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await between?.close();
    });
    beforeEach(() => {
      complaints = [];
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await between.bot.core.database.pool.query("DELETE FROM role_grant WHERE person_id IS NOT NULL");
      expect(complaints).toEqual([]);
    });

    async function open(options: BrowserContextOptions, target: string): Promise<Page> {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(address)) complaints.push(`asked ${request.url()}`);
      });
      await page.goto(target);
      return page;
    }

    /** What the bot writes to somebody on Slack who says `/cluster web`. */
    async function linkFromSlack(): Promise<string> {
      const { workspace } = between.slack;
      workspace.messages.length = 0;
      await between.slack.socket.carry(
        between.slack.command({ text: "web", user: person, channel: generalChannel }),
      );
      return await vi.waitFor(
        () => {
          const [message] = workspace.messages.filter(({ seenBy }) => seenBy === person);
          const link = /http:\/\/localhost:\d+\/sign-in#[\w-]{43}/.exec(JSON.stringify(message?.blocks));
          if (link === null) throw new Error("no link yet");
          return link[0];
        },
        { timeout: 10_000 },
      );
    }

    async function signedIn(options: BrowserContextOptions = desktop): Promise<Page> {
      const page = await open(options, await linkFromSlack());
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("Signed in as").waitFor();
      return page;
    }

    it("answers a stranger from public material, and the same person signed in as the member they are", async () => {
      const stranger = await open(desktop, `${address}/?q=${encodeURIComponent(fees)}`);
      const outside = await stranger.locator("#latest").textContent();

      const member = await signedIn();
      await member.fill("#question", fees);
      await member.keyboard.press("Enter");
      await member.locator("#latest article").waitFor();
      const inside = await member.locator("#latest").textContent();

      expect(outside).toContain("I don't know");
      expect(outside).not.toContain("240");
      expect(await member.evaluate("document.cookie")).toBe("");
      expect(inside).toContain("240 pounds");
      expect(inside).toContain("members only");
      await picture(stranger, "signed-out");
    });

    async function makeManager(): Promise<void> {
      await between.bot.core.database.pool.query(
        `INSERT INTO role_grant (id, role, cluster_id, person_id)
         SELECT gen_random_uuid(), 'manager', 'north', person_id FROM platform_account WHERE reference LIKE 'slack:%/' || $1`,
        [person],
      );
    }

    it("shows a cluster's manager what they look after", async () => {
      await makeManager();
      const page = await signedIn();
      await between.bot.core.database.pool.query("UPDATE platform_account SET name = 'Alex Morgan'");
      await page.goto(`${address}/?q=${encodeURIComponent(fees)}`);
      await page.locator("#latest article").waitFor();

      const pages = await page.getByRole("navigation", { name: "Pages" }).getByRole("link").allTextContents();
      expect(pages).toEqual([
        "Ask",
        "Calendars",
        "Documents",
        "Events",
        "Announcements",
        "Positions",
        "Workspaces",
        "Sources",
        "Changes",
        "Me",
      ]);
      await picture(page, "signed-in");
      await between.bot.core.database.pool.query("UPDATE platform_account SET name = ''");
    });

    it("has room for an announcement: written in its form, shown as others will see it, kept in the list", async () => {
      const page = await signedIn();
      await makeManager();
      await between.bot.core.database.pool.query("UPDATE workspace_channel SET purposes = '{announcements}'");
      await page.goto(`${address}/announcements`);

      await page.getByRole("button", { name: "Write an announcement" }).click();
      await page.getByLabel("Title").fill("Doors open at six");
      await page.getByLabel("What to say").fill("The **autumn meet-up** is on:\n\n- talks\n- pizza");
      await page.getByLabel(/^When\b/).fill("10 December 9:00");
      await page.getByLabel(/^To\b/).fill("North Cluster");
      await page.getByRole("button", { name: "Show me first" }).click();

      await page.getByText("autumn meet-up").first().waitFor();
      await picture(page, "announcement");
      await page.goto(`${address}/announcements`);

      expect(await page.locator("main").textContent()).toContain("Doors open at six");
    });

    it("takes the link's secret out of the address before anything else, and asks whether that is you", async () => {
      const page = await open(desktop, await linkFromSlack());
      await page.getByRole("button", { name: "Sign in" }).waitFor();

      expect(page.url()).toBe(`${address}/sign-in/check`);
      expect(await page.getByRole("heading", { name: "Sign in" }).count()).toBe(1);
      expect(await page.locator("main").textContent()).toMatch(/about to sign in as .*U0PERSON01/);
      await page.goBack();
      expect(page.url()).not.toContain("#");
    });

    it("uses a link once: the second browser is told so", async () => {
      const link = await linkFromSlack();
      const first = await open(desktop, link);
      await first.getByRole("button", { name: "Sign in" }).click();
      await first.getByText("Signed in as").waitFor();

      const second = await open(desktop, link);
      await second.getByText("WEB_LINK_USED").waitFor();

      expect(await second.locator("[role=alert]").textContent()).toContain("This link was used already");
      // The browser itself reports the refusal.
      complaints = complaints.filter((complaint) => !complaint.includes("410"));
    });

    it("signs out here with one button, and everywhere with another", async () => {
      const [first, second] = [await signedIn(), await signedIn()];

      await first.getByRole("button", { name: "Sign out" }).click();
      await first.getByText("You are signed out").waitFor();
      await second.goto(`${address}/me`);
      const third = await signedIn();
      await second.getByRole("button", { name: "Sign out everywhere" }).click();
      await second.getByText("You are signed out in every browser").waitFor();
      await third.goto(`${address}/me`);

      expect(await third.locator("main").textContent()).toContain("WEB_SESSION_ENDED");
      complaints = complaints.filter((complaint) => !complaint.includes("401"));
    });

    it("works without JavaScript: the link is pasted, commands are forms", async () => {
      const page = await open({ ...desktop, javaScriptEnabled: false }, `${address}/sign-in`);

      await page.getByLabel("Your link").fill(await linkFromSlack());
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("link", { name: "Me", exact: true }).click();
      await page.getByLabel("Command").selectOption("help");
      await page.getByRole("button", { name: "Send" }).click();

      expect(await page.locator("main").textContent()).toContain("What I can do");
    });

    it("leads through every page with the keyboard alone", async () => {
      const page = await signedIn();
      await page.goto(`${address}/me`);

      const visited: (string | null)[] = [];
      for (let index = 0; index < 6; index += 1) {
        await page.keyboard.press("Tab");
        visited.push(await page.evaluate("document.activeElement.textContent.trim()"));
      }

      expect(visited.slice(0, 5)).toEqual(["Clusterbot", "Sign out", "Ask", "Calendars", "Positions"]);
      expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
      expect(await page.getByRole("navigation", { name: "Pages" }).count()).toBe(1);
    });

    it.each(["/", "/me", "/sign-in", "/documents", "/announcements", "/positions"])(
      "fits on a narrow phone at %s",
      async (path) => {
        const page = await signedIn(phone);
        await makeManager();

        await page.goto(`${address}${path}`);

        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
      },
    );

    it.each(["light", "dark"] as const)(
      "has text that can be told from its ground in %s mode",
      async (colorScheme) => {
        const page = await signedIn({ ...desktop, colorScheme });
        await page.goto(`${address}/me`);

        const contrasts = JSON.parse(
          String(
            await page.evaluate(
              contrastsOf([".account", ".quiet", "nav a", ".danger", ".primary", ".hint", "main p"]),
            ),
          ),
        );

        expect(Object.keys(contrasts)).toHaveLength(7);
        for (const [what, contrast] of Object.entries(contrasts))
          expect(contrast, what).toBeGreaterThanOrEqual(4.5);
      },
    );
  },
);
