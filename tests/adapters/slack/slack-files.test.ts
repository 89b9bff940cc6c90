import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { slackAddress } from "../../../src/adapters/slack/web-client.ts";
import type { Attachment } from "../../../src/chat/request.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { directDelivery } from "../../support/fake-slack/deliveries.ts";
import type { SharedFile } from "../../support/fake-slack/files.ts";
import { person } from "../../support/fake-slack/workspace.ts";
import { type RunningSlack, runSlack } from "./slack-driver.ts";

const content = "# Terms\n\nOne month of notice.";
const megabyte = 1024 * 1024;

let running: RunningSlack;

beforeEach(async () => {
  running = await runSlack({ transport: "http" });
  await running.platform.start(createRecordingInbox());
});
afterEach(async () => {
  await running.platform.stop();
  await running.slack.close();
});

const shared = (mediaType = "text/markdown") =>
  running.slack.addFile({ name: "terms.md", mediaType, content });
const attachmentOf = (file: SharedFile): Attachment => ({
  name: file.name,
  address: file.url_private_download,
  mediaType: file.mimetype,
  size: file.size,
});
const read = (attachment: Attachment, maxBytes = megabyte, workspace = running.slack.workspace.teamId) =>
  running.platform.fetchAttachment?.({ workspace, attachment }, maxBytes);

describe("a file on Slack", () => {
  it("comes with the direct message it was shared in", async () => {
    const inbox = createRecordingInbox();
    await running.platform.start(inbox);
    const besides = { subtype: "file_share", files: [shared(), null, { id: "F1", mode: "tombstone" }] };

    await running.carrier.carry(
      directDelivery({ user: person, text: "documents add", besides }, running.slack.workspace),
    );

    expect(inbox.stored[0]?.request).toMatchObject({
      command: "documents add",
      attachments: [
        { name: "terms.md", size: content.length },
        { name: "file", address: "" },
      ],
    });
  });

  it("is read with the token of its own workspace", async () => {
    const found = await read(attachmentOf(shared()));

    if (found?.kind !== "fetched") throw new Error("it was not read");
    expect(Buffer.from(found.bytes).toString("utf8")).toBe(content);
    expect(running.slack.wrongTokens()).toEqual([]);
  });

  it("that is a web page is read too, since Slack hands it out as a file", async () => {
    expect(await read(attachmentOf(shared("text/html")))).toMatchObject({ kind: "fetched" });
  });

  it.each([
    ["says so itself", (attachment: Attachment) => attachment],
    ["turns out so", (attachment: Attachment) => ({ ...attachment, size: null })],
  ])("is refused when it is larger than it may be, and %s", async (_, changed) => {
    const attachment = changed(attachmentOf(shared()));

    expect(await read(attachment, 10)).toEqual({ kind: "refused", reason: "it is larger than 1 MB" });
  });

  it("is refused when Slack shows a page to sign in, and not taken for the file", async () => {
    running.slack.workspace.scopes.delete("files:read");

    for (const mediaType of ["text/markdown", "text/html"])
      expect(await read(attachmentOf(shared(mediaType)))).toMatchObject({
        kind: "refused",
        reason: expect.stringContaining("let me read it"),
      });
  });

  it.each(["hang up", 17, "refuse"] as const)(
    "is refused with a reason when Slack fails: %s",
    async (fault) => {
      running.slack.faults.next("files.download", fault === "hang up" ? "lose" : fault);

      expect(await read(attachmentOf(shared()))).toMatchObject({
        reason: expect.stringContaining("couldn't be reached"),
      });
    },
  );

  it.each([
    ["https://docs.google.com/document/1", "kept outside Slack"],
    ["https://files.slack.com.attacker.example/x", "kept outside Slack"],
    ["http://169.254.169.254/latest", "kept outside Slack"],
    ["", "doesn't give it"],
  ])("at %j is not asked for, and the token stays here", async (address, reason) => {
    const found = await read({ name: "x", address, mediaType: null, size: null });

    expect(found).toMatchObject({ kind: "refused", reason: expect.stringContaining(reason) });
  });

  it("is not followed to another place", async () => {
    let visits = 0;
    const elsewhere = createServer((_, outgoing) => {
      visits += 1;
      outgoing.end("secret");
    }).listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const target = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    running.slack.redirectFilesTo(target);

    const found = await read(attachmentOf(shared()));
    await new Promise((resolve) => elsewhere.close(resolve));

    expect(found?.kind).toBe("refused");
    expect(visits).toBe(0);
  });

  it("of a workspace the app is not in is refused without a call", async () => {
    const before = running.slack.calls.length;

    expect(await read(attachmentOf(shared()), megabyte, "T0OTHER001")).toMatchObject({ kind: "refused" });
    expect(running.slack.calls).toHaveLength(before);
  });

  it("of another workspace is not read with this one's token", async () => {
    const other = running.slack.addWorkspace();
    const file = running.slack.addFile({ name: "x.md", mediaType: "text/markdown", content: "x" }, other);

    expect(await read(attachmentOf(file))).toMatchObject({ kind: "refused" });
    expect(running.slack.wrongTokens()).toHaveLength(1);
  });
});

describe("Slack's own addresses", () => {
  const { isFileUrl, isResponseUrl } = slackAddress(null);

  it.each([
    "https://files.slack.com.attacker.example/x",
    "http://files.slack.com/x",
    "https://user@attacker.example/https://files.slack.com/",
    "https://hooks.slack.com.attacker.example/x",
    "files.slack.com",
  ])("are not %s", (url) => {
    expect([isFileUrl(url), isResponseUrl(url)]).toEqual([false, false]);
  });

  it("are two: one for files, one for replies", () => {
    expect(isFileUrl("https://files.slack.com/files-pri/T1-F1/x.pdf")).toBe(true);
    expect(isResponseUrl("https://hooks.slack.com/commands/T1/1/x")).toBe(true);
  });
});
