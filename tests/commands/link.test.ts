import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccountStore } from "../../src/adapters/postgres/account-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createQuestionStore } from "../../src/adapters/postgres/question-store.ts";
import type { Platform, Sending } from "../../src/chat/platform.port.ts";
import { concealSecrets } from "../../src/commands/conceal-secrets.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { createRequestInbox } from "../../src/commands/request-inbox.ts";
import { english } from "../../src/messages/english.ts";
import { linkMinutes, newLinkCode } from "../../src/people/link-code.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { freshDatabase } from "../support/database.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { noForm } from "../support/no-form.ts";
import { type PeopleRecords, peopleRecords } from "../support/people-records.ts";
import { type Saying, sayingOver, textOf } from "../support/saying.ts";
import { silentLog } from "../support/silent-log.ts";

let database: Database;
let records: PeopleRecords;
let say: ReturnType<typeof sayingOver>;

beforeAll(async () => {
  database = await freshDatabase();
  records = peopleRecords(database);
  say = sayingOver(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await records.clear();
  await records.addClusters();
  await records.addWorkspace("T1");
  await records.addWorkspace("7", { platform: "discord" });
});

const onSlack: Saying = { asker: { name: "Sam" } };
const onDiscord: Saying = { platform: "discord", workspace: "7", asker: { id: "5", name: "sammy" } };

const hear = async (saying: Saying, command: string, text = "") =>
  textOf(await say({ ...saying, command, text }));
const codeIn = (text: string): string => /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(text)?.[0] ?? "no code";
const { accounts } = english;

describe("/cluster link", () => {
  it("shows a code, which in the other account makes both one person's, however it is typed", async () => {
    const code = codeIn(await hear(onSlack, "link"));

    const asked = await hear(onDiscord, "link", ` ${code.toLowerCase().replace("-", " ")} `);
    const before = await hear(onDiscord, "whoami");
    const reply = await hear(onDiscord, "link", "Yes slack:T1/U1");

    expect(asked).toContain("made in the account Sam (slack:T1/U1). Is that account yours too?");
    expect(before).not.toContain("slack:T1/U1");
    expect(reply).toContain("one person now");
    expect(reply).toContain("Sam (slack:T1/U1)");
    expect(reply).toContain("sammy (discord:5)");
    expect(await hear(onSlack, "whoami")).toContain("sammy (discord:5)");
  });

  it("has a sentence for every other outcome", async () => {
    const code = codeIn(await hear(onSlack, "link"));

    expect(await hear(onSlack, "link", code)).toBe(accounts["own-code"]);
    expect(await hear(onDiscord, "link", "00000-00000")).toBe(accounts["wrong-or-expired"]);
    expect(await hear(onDiscord, "link", "yes slack:T1/U1")).toBe(accounts["nothing-to-confirm"]);
    await hear(onDiscord, "link", code);
    await hear(onDiscord, "link", "yes slack:T1/U1");
    expect(await hear(onDiscord, "link", code)).toContain("were linked already");
    expect(await hear({ ...onDiscord, asker: { id: "6" } }, "link", code)).toBe(accounts.used);
    for (let count = 0; count < 4; count += 1) await hear(onDiscord, "link", "00000-00000");
    expect(await hear(onDiscord, "link", code)).toMatch(
      /too many wrong codes.* after \d\d:\d\d (GMT|BST|GMT\+1)/,
    );
  });

  it.each(["guest", "outsider", "bot", "unknown"] as const)(
    "gives no code to a %s, and takes none from them",
    async (standing) => {
      const code = codeIn(await hear(onDiscord, "link"));
      const refused = standing === "bot" ? "program" : standing === "unknown" ? "not-known" : standing;
      const before = await records.everything();

      for (const text of ["", code])
        expect(await hear({ asker: { standing } }, "link", text)).toBe(english.permit[refused]);
      expect(await records.everything()).toEqual(before);
      expect(await database.prisma.linkCode.count()).toBe(1);
    },
  );

  it("links, unlinks and links again within the same ten minutes", async () => {
    for (const _time of ["first", "second", "third"]) {
      await hear(onDiscord, "link", codeIn(await hear(onSlack, "link")));

      expect(await hear(onDiscord, "link", "yes slack:T1/U1")).toContain("one person now");
      expect(await hear(onDiscord, "link", "yes slack:T1/U1")).toContain("were linked already");
      expect(await hear(onDiscord, "unlink")).toContain("stands by itself now");
      expect(await hear(onDiscord, "link", "yes slack:T1/U1")).toBe(accounts["nothing-to-confirm"]);
    }
  });

  it("asks again at a mere “yes”, which is no code, however often it is said", async () => {
    const before = await hear(onDiscord, "link", "yes");
    await hear(onDiscord, "link", codeIn(await hear(onSlack, "link")));
    const replies: string[] = [];
    for (const yes of ["yes", "Yes", "yes!", "`yes`", "YES", "yes."])
      replies.push(await hear(onDiscord, "link", yes));

    expect(before).toBe(accounts["nothing-to-confirm"]);
    for (const reply of replies) expect(reply).toContain("made in the account Sam (slack:T1/U1)");
    expect(await database.prisma.failedAttempt.count()).toBe(0);
    expect(await hear(onDiscord, "link", "yes slack:T1/U1")).toContain("one person now");
  });

  it("offers a button that confirms, and holds nothing of the code", async () => {
    const code = codeIn(await hear(onSlack, "link"));

    const asked = await say({ ...onDiscord, command: "link", text: code });

    const buttons = asked.blocks.flatMap((block) => (block.type === "actions" ? block.buttons : []));
    expect(buttons).toMatchObject([
      { command: "link", text: "yes slack:T1/U1", label: accounts.confirm.button },
    ]);
    expect(JSON.stringify(asked)).not.toMatch(/sha256|[0-9A-Z]{5}-[0-9A-Z]{5}/);
    expect(await hear(onDiscord, buttons[0]?.command ?? "", buttons[0]?.text)).toContain("one person now");
  });

  it("is not answered where others would see it", async () => {
    expect(await hear({ ...onSlack, visibility: "shared" }, "link")).toBe(
      english.request.onlyInPrivate("link"),
    );
  });

  it("cannot be used with what the records keep of a code", async () => {
    await hear(onSlack, "link");
    const [kept] = await database.prisma.linkCode.findMany();

    expect(await hear(onDiscord, "link", kept?.codeHash)).toBe(accounts["wrong-or-expired"]);
  });
});

describe("a code on its way", () => {
  const typedWays = [
    ["link", "ABCDE-FGH12"],
    ["ask", "ABCDE-FGH12"],
    ["ask", "abcde fgh12"],
    ["ask", "Is my code ABCDE-FGH12 still good?"],
    ["ask", `${"Why, oh why, does nothing happen? ".repeat(4)} I typed abcde-fgh12`],
    ["whoami", "code abcdefgh12"],
    ["unlink", "ABCDE-FGH12"],
    ["grant list", "ABCDE–FGH12"],
  ] as const;

  it("stands nowhere in the records, made or typed", async () => {
    const sent: Sending[] = [];
    const platform: Platform = {
      name: "slack",
      canAnswerLater: true,
      start: async () => {},
      stop: async () => {},
      health: () => ({ state: "connected", detail: "" }),
      send: async (sending) => {
        sent.push(sending);
        return { kind: "sent", remoteId: null };
      },
    };
    const needs = aDispatchNeeds({ accounts: createAccountStore(database.pool) });
    const inbox = createRequestInbox({
      store: createQuestionStore(database.prisma),
      platforms: new Map([["slack", platform]]),
      dispatch: (request) => dispatch(request, needs),
      form: noForm,
      conceal: concealSecrets,
      messages: english,
      log: silentLog,
    });

    await inbox.accept(anIncomingRequest({ command: "link", text: "", visibility: "private" }));
    for (const [command, text] of typedWays)
      await inbox.accept(anIncomingRequest({ command, text, visibility: "private" }));
    await inbox.stop();

    const shown = sent.map(({ reply }) => textOf(reply)).join("\n");
    const kept = JSON.stringify([
      await database.prisma.question.findMany(),
      await database.prisma.linkCode.findMany(),
      await database.prisma.auditEntry.findMany({ omit: { id: true } }),
    ]);
    expect(codeIn(shown)).toMatch(/-/);
    expect(kept).not.toContain(codeIn(shown));
    expect(kept).not.toMatch(/ABCDE/i);
    expect(await database.prisma.question.count()).toBe(typedWays.length + 1);
    expect(kept).toContain("sha256:");
  });
});

describe("a code of the command line, typed in chat", () => {
  const administratorCode = async (): Promise<string> => {
    const { code, hash } = newLinkCode();
    await createAccountStore(database.pool).addCode({ hash, minutes: linkMinutes, account: null });
    return code;
  };

  it("makes an administrator, who may give roles from then on", async () => {
    expect(await hear(onSlack, "grant list")).toBe(english.permit["needs-role"]);

    expect(await hear(onSlack, "link", await administratorCode())).toBe(accounts.administrator);

    expect(await hear(onSlack, "grant list")).toContain("administrator of the federation");
    expect(await hear(onSlack, "whoami")).toContain("give and take roles (everywhere)");
  });

  it("makes none of a guest, nor of somebody on the web page", async () => {
    const code = await administratorCode();
    const onWeb: Saying = { platform: "web", workspace: "slack:T1", asker: { id: "slack:T1/U1" } };

    expect(await hear({ asker: { standing: "guest" } }, "link", code)).toBe(english.permit.guest);
    expect(await hear(onWeb, "link", code)).toBe(accounts["not-here"]);
    expect(await database.prisma.roleGrant.count()).toBe(0);
  });
});

describe("/cluster unlink", () => {
  beforeEach(async () => {
    await hear(onDiscord, "link", codeIn(await hear(onSlack, "link")));
    await hear(onDiscord, "link", "yes slack:T1/U1");
    await records.addGrant({ role: "approver", to: "slack:T1/U1" });
  });

  it("takes the account it is typed in out of the person", async () => {
    expect(await hear(onDiscord, "unlink")).toContain("sammy (discord:5) stands by itself now");

    expect(await hear(onDiscord, "whoami")).toContain(accounts.whoami.noRoles);
    expect(await hear(onSlack, "whoami")).toContain("approver of North Cluster");
    expect(await hear(onDiscord, "unlink")).toBe(accounts["only-account"]);
  });

  it.each(["slack:T1/U1", "sam", "@Sam"])("takes another one out when it is named: %s", async (named) => {
    expect(await hear(onDiscord, "unlink", named)).toContain("Sam (slack:T1/U1) stands by itself now");

    expect(await hear(onDiscord, "whoami")).toContain("approver of North Cluster");
    expect(await hear(onSlack, "whoami")).toContain(accounts.whoami.noRoles);
  });

  it("takes nobody else's out", async () => {
    await records.addPerson("slack:T1/U2");

    expect(await hear(onDiscord, "unlink", "slack:T1/U2")).toBe(accounts["not-yours"]);
    expect(await hear({ asker: { standing: "guest" } }, "unlink", "discord:5")).toBe(english.permit.guest);
  });
});
