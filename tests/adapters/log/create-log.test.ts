import { describe, expect, it } from "vitest";
import { createLog } from "../../../src/adapters/log/create-log.ts";

/** What the log writes for one event with these fields. */
function written(fields: Record<string, unknown>): string {
  const lines: string[] = [];
  createLog("debug", { write: (line) => lines.push(line) }).warn("something-happened", fields);
  return lines.join("");
}

/** Made up, in the form the platforms give them. */
const discordToken = (first: string) => `${first}TIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.${"x".repeat(38)}`;
const secrets: readonly (readonly [what: string, text: string, secret: string])[] = [
  ["a Slack bot token", "token xoxb-12-secretword refused", "secretword"],
  ["a Slack app token", "token xapp-1-A1-secretword refused", "secretword"],
  ["a key of the model's service", "wrong key sk-proj-secretword", "secretword"],
  ["a Discord token of an older application", discordToken("M"), "GabcDE"],
  ["a Discord token of an application made in 2021 or 2022", discordToken("O"), "GabcDE"],
  ["a password in an address", "postgresql://bot:secretword@host:5432/name", "secretword"],
  ["Slack's address for a reply", "https://hooks.slack.com/commands/T1/22/secretword", "secretword"],
  ["Discord's address for a reply", "https://discord.com/api/v10/webhooks/11/secretword", "secretword"],
  ["Discord's address for an acknowledgement", "/api/v10/interactions/11/secretword/callback", "secretword"],
  ["the ticket of a connection", "wss://wss.slack.com/link/?ticket=secretword&app_id=1", "secretword"],
];

describe("the log", () => {
  it.each(secrets)("never holds %s, wherever a library puts it", (_what, text, secret) => {
    expect(written({ error: new Error("failed", { cause: new Error(text) }) })).not.toContain(secret);
    expect(written({ error: text })).not.toContain(secret);
    expect(written({ line: text })).not.toContain(secret);
  });

  it("drops fields that hold a secret or what a person wrote", () => {
    const line = written({ token: "secretword", request: { text: "secretword" }, kept: "this" });

    expect(line).not.toContain("secretword");
    expect(line).toContain("this");
  });

  it("says what happened, and of an error what it was", () => {
    const line: unknown = JSON.parse(written({ code: "UNEXPECTED", error: new TypeError("no such thing") }));

    expect(line).toMatchObject({
      msg: "something-happened",
      code: "UNEXPECTED",
      error: { name: "TypeError", message: "no such thing" },
    });
  });
});
