import { describe, expect, it } from "vitest";
import { concealSecrets } from "../../src/commands/conceal-secrets.ts";
import { concealToken } from "../../src/people/sign-in.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";

const token = "Zx3_kQ9-mB7tYw2LpR5sVn8cJd4fHg6aUe1iOqTzXbC";
const link = `https://bot.example.org/sign-in#${token}`;

const kept = (text: string, command = "ask"): string =>
  concealSecrets(anIncomingRequest({ command, text }).request).text;
const keptInField = (value: string): string | undefined =>
  concealSecrets(anIncomingRequest({ command: "watch add", text: "", fields: { address: [value] } }).request)
    .fields?.address?.[0];

describe("a link to sign in that somebody sends to the bot", () => {
  it.each([
    ["the link", link],
    ["the link in a sentence", `Why doesn't ${link} work?`],
    ["the link as Slack writes it", `<${link}|sign in>`],
    ["the link as an address in an address", `https://other.example/?next=${encodeURIComponent(link)}`],
    ["what stands behind its #", token],
    ["that with words", `It says: ${token}.`],
    ["the cookie of a session", `__Host-clusterbot=${token}`],
    ["the cookie among others", `a=1; __Host-clusterbot=${token}; b=2`],
  ])("is kept as its hash: %s", (_, text) => {
    expect(kept(text)).toBe(text.replace(token, concealToken(token)));
    expect(kept(text, "documents list")).toBe(text.replace(token, concealToken(token)));
    expect(keptInField(text)).toBe(text.replace(token, concealToken(token)));
  });

  it("cannot be used with what is kept of it", () => {
    const hash = concealToken(token);

    expect(kept(hash)).toBe(hash);
    expect(hash).not.toMatch(/(?<![\w-])[\w-]{43}(?![\w-])/);
  });

  it.each([
    ["a page with a long name", "https://example.org/how-to-join-the-cluster-and-what-it-costs-2"],
    ["a page with a long key", `https://example.org/${token}/calendar.ics`],
    ["an address with a key to read", `https://example.org/feed?format=ics&key=${token}`],
    ["a longer word", `${token}a`],
  ])("is not seen in %s", (_, text) => {
    expect(kept(text)).toBe(text);
    expect(keptInField(text)).toBe(text);
  });
});

describe("a code to link accounts in a form", () => {
  it("is kept as its hash", () => {
    expect(keptInField("ABCDE-FGH12")).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each(["C0A1B2C3D4", "Rules v2026"])("is not seen in what only looks like one: %s", (value) => {
    expect(keptInField(value)).toBe(value);
  });
});
