import { describe, expect, it } from "vitest";
import { Form } from "../../src/chat/form.ts";
import { announcementForm, nothingWritten } from "../../src/commands/announcing/announcement-form.ts";
import { english } from "../../src/messages/english.ts";

const onThePage = { needs: { messages: english }, request: { platform: "web" } } as const;

describe("the form of an announcement", () => {
  it("comes back whole from the web page of who writes for several clusters", () => {
    const clusters = ["north", "south"].map((id) => ({ id, name: id, nicknames: [], isFederation: false }));
    const order = { command: "announce write", text: "", title: "Announcement", clusters };

    const form = announcementForm({ ...order, written: nothingWritten }, onThePage);

    expect(Form.parse(form)).toEqual(form);
  });
});
