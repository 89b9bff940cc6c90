import { describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { aDocument } from "../support/documents-to-store.ts";
import { buttonOf, textOf, useDocumentHouse } from "./document-house.ts";
import { handingIn, terms } from "./handing-in.ts";

const house = useDocumentHouse();
const { formFor, publish } = handingIn(house);
const { button } = english.documents;

describe("somebody who manages several clusters", () => {
  it("is asked whose it is, with and without a file", async () => {
    const withFile = await formFor("both", "documents add", { attachments: [house.file("terms.md", terms)] });
    const without = await formFor("administrator", "documents add");

    expect(withFile.fields.map(({ name }) => name)).toEqual([
      "cluster",
      "title",
      "kind",
      "audience",
      "published",
      "effective",
    ]);
    expect(without.fields.map(({ name }) => name)).toEqual([
      "cluster",
      "file",
      "link",
      "title",
      "kind",
      "audience",
      "published",
      "effective",
    ]);
    const shown = await house.sendIn("administrator", without, { cluster: "south" }, [
      house.file("terms.md", terms),
    ]);
    expect(textOf(shown)).toContain("Tech South");
  });

  it("is told what a form had no room to ask for, and offered that before publishing", async () => {
    const add = (fields: Record<string, string[]>) =>
      house.say("both", "documents add", {
        attachments: [house.file("terms.md", terms)],
        fields: { cluster: ["south"], kind: ["guide"], audience: ["public"], ...fields },
      });
    const labels = (reply: Reply) =>
      reply.blocks
        .flatMap((block) => (block.type === "actions" ? block.buttons : []))
        .map(({ label }) => label);

    const short = await add({});
    const whole = await add({ title: [], published: [], effective: [] });

    expect(textOf(short)).toContain("These were not asked for: Title, Published on, In force.");
    expect(labels(short)).toEqual([button.details, button.publish, button.discard]);
    expect(buttonOf(short, button.details).style).toBe("primary");
    expect(textOf(whole)).not.toContain("not asked for");
    expect(labels(whole)).toEqual([button.publish, button.details, button.discard]);
  });

  it("may write it as people call it, and gets no other cluster's by that", async () => {
    await house.database.prisma.cluster.update({
      where: { id: "south" },
      data: { nicknames: ["brighton", "north"] },
    });
    const files = [house.file("terms.md", terms)];
    const both = await formFor("both", "documents add");
    const own = await house.sendIn("both", both, { cluster: "Brighton" }, files);
    const others = await house.say("south", "documents add", {
      attachments: files,
      fields: { cluster: ["north"] },
    });

    expect(textOf(own)).toContain("Tech South");
    expect(others.summary).toBe(english.permit["other-cluster"]);
  });

  it("has to say it where no form could be shown", async () => {
    const reply = await house.say("both", "documents add", { attachments: [house.file("terms.md", terms)] });

    expect(reply.summary).toContain("Tech North, Tech South");
  });
});

describe("a document that is replaced", () => {
  it("keeps what it is known by, and what changes is shown before it does", async () => {
    await publish("north", terms, { audience: "public" });
    const before = await house.database.prisma.document.findFirstOrThrow();
    const form = await formFor("north", "documents replace", { text: "1" });

    const shown = await house.sendIn("north", form, { title: "New terms", audience: "members" }, [
      house.file("new.md", "The wombat clause replaces the other one. ".repeat(60)),
    ]);

    expect(textOf(shown)).toContain("Title: Terms 2026 → New terms");
    expect(textOf(shown)).toContain("For: Everybody (public) → Members of the cluster");
    expect(textOf(shown)).toContain("Text: 1 passage → ");
    expect(await house.found("quokka")).toEqual(["Terms 2026"]);

    const done = await house.press("north", buttonOf(shown, button.publish));

    const after = await house.database.prisma.document.findFirstOrThrow();
    expect(done.summary).toContain("(version 2)");
    expect([after.id, after.sourceKey, after.currentVersion]).toEqual([before.id, before.sourceKey, 2]);
    expect(await house.found("quokka")).toEqual([]);
    expect(await house.found("wombat")).toEqual(["New terms"]);
    expect((await house.auditLines()).at(-1)).toBe("document-replaced slack:T1/U1 north");
  });

  it("is asked about with what is known of it, when the file comes with the request", async () => {
    await publish("north", terms, { audience: "board", published: "2025" });

    const form = await formFor("north", "documents replace", {
      text: "terms",
      attachments: [house.file("v2.md", `${terms} Second edition.`)],
    });
    const shown = await house.sendIn("north", form);

    expect(form.fields.map((field) => ("value" in field ? field.value : null))).toEqual([
      "Terms 2026",
      ["other"],
      ["board"],
      "2025",
      "",
    ]);
    expect(textOf(shown)).toContain(english.documents.draft.unchanged);
    await house.press("north", buttonOf(shown, button.publish));
    expect(await house.database.prisma.document.count()).toBe(1);
  });
});

describe("the list of documents", () => {
  it("shows the asker's own clusters' only, with a number or buttons", async () => {
    for (const name of ["one", "two", "three", "four"])
      await publish("north", `${terms} ${name}`, { title: `North ${name}` });
    await publish("south", terms, { title: "South paper" });

    const many = await house.say("north", "documents list");
    const single = await house.say("north", "documents list", { text: "2" });
    const searched = await house.say("north", "documents list", { text: "three" });
    const others = await house.say("north", "documents list", { text: "south" });

    for (const name of ["one", "two", "three", "four"]) expect(textOf(many)).toContain(`North ${name}`);
    expect(textOf(many)).not.toContain("South");
    expect(textOf(single)).toContain("North three");
    expect(buttonOf(searched, button.withdraw).style).toBe("danger");
    expect(others.summary).toBe(english.documents.list.noneFound("south"));
    expect(textOf(await house.say("administrator", "documents list"))).toContain("South paper");
    expect(textOf(await house.say("both", "documents list", { text: "south" }))).not.toContain("North one");
  });

  it("goes on with a button where it is long", async () => {
    const { store } = house.importing;
    await store.store(
      Array.from({ length: 20 }, (_, index) =>
        aDocument(`k${index}`, { title: `Paper ${String(index).padStart(2, "0")}` }),
      ),
      onCommandLine,
    );

    const first = await house.say("north", "documents list");
    const second = await house.press("north", buttonOf(first, button.more));

    expect(textOf(first)).toContain("1 to 15 of 20 documents");
    expect(textOf(second)).toContain("16 to 20 of 20 documents");
    expect(textOf(second)).toContain("Paper 19");
  });
});

describe("a document that is withdrawn", () => {
  it("is asked about first, and then cited no more", async () => {
    await publish("north", terms);

    const asked = await house.say("north", "documents withdraw", { text: "Terms" });
    const stillThere = await house.found("quokka");
    const pressed = buttonOf(asked, button.withdrawSure);
    const done = await house.press("north", pressed);
    const again = await house.press("north", pressed);

    expect(pressed.style).toBe("danger");
    expect(stillThere).toEqual(["Terms 2026"]);
    expect(done.summary).toBe(english.documents.withdraw.done("Terms 2026"));
    expect(again.summary).toBe(english.documents.withdraw.already("Terms 2026"));
    expect(await house.found("quokka")).toEqual([]);
    expect((await house.auditLines()).at(-1)).toBe("document-withdrawn slack:T1/U1 north");
  });

  it("is never withdrawn by a number and “yes”: a number may mean another one by now", async () => {
    await publish("north", terms);

    await house.say("north", "documents withdraw", { text: "1 yes" });

    expect(await house.found("quokka")).toEqual(["Terms 2026"]);
  });
});
