import { describe, expect, it } from "vitest";
import { concealed, withoutSecrets, withSecrets } from "../../src/chat/conceal.ts";
import { plainReply, Reply } from "../../src/chat/reply.ts";

const reply = Reply.parse({
  summary: `Your code is ${concealed("code")}.`,
  blocks: [
    {
      type: "paragraph",
      content: [{ type: "link", text: "Sign in", url: `https://a.example/${concealed("token")}` }],
    },
    { type: "list", ordered: false, items: [[{ type: "code", text: concealed("code") }]] },
  ],
  secrets: { code: "ABCDE-FGHJK", token: "t0ken" },
});

describe("a reply with secrets", () => {
  it("is stored without them, and says that they are missing", () => {
    const stored = withoutSecrets(reply);

    expect(JSON.stringify(stored)).not.toMatch(/ABCDE|t0ken/);
    expect(stored.isConcealed).toBe(true);
  });

  it("is sent with each of them in its place, however deep it stands", () => {
    const sent = withSecrets(reply);

    expect(sent.summary).toBe("Your code is ABCDE-FGHJK.");
    expect(JSON.stringify(sent.blocks)).toContain("https://a.example/t0ken");
    expect(JSON.stringify(sent)).not.toContain("\u27e6");
    expect(sent.secrets).toBeUndefined();
  });

  it("can be stored and read back as a reply", () => {
    expect(Reply.parse(JSON.parse(JSON.stringify(withoutSecrets(reply))))).toEqual(withoutSecrets(reply));
  });

  it("without any is stored and sent as it is", () => {
    expect(withoutSecrets(plainReply("Hello."))).toEqual(plainReply("Hello."));
    expect(withSecrets(plainReply("Hello."))).toEqual(plainReply("Hello."));
  });
});
