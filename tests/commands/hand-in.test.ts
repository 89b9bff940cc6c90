import { describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { makePdf } from "../adapters/files/make-files.ts";
import { buttonOf, textOf, useDocumentHouse } from "./document-house.ts";
import { handingIn, terms } from "./handing-in.ts";

const house = useDocumentHouse();
const { formFor, handIn, publish } = handingIn(house);
const { button } = english.documents;

describe("a file that is handed in", () => {
  it("is shown with what was understood, and found only once it is published", async () => {
    const form = await formFor("north", "documents add", {
      attachments: [house.file("terms_2026.md", terms)],
    });

    expect(form.fields.map(({ name }) => name)).toEqual([
      "title",
      "kind",
      "audience",
      "published",
      "effective",
    ]);
    expect(form.fields[0]).toMatchObject({ value: "Terms 2026" });
    const shown = await house.sendIn("north", form, {
      kind: "membership",
      audience: "public",
      published: "23 June 2026",
      effective: "2027-01-01 to 2027-12-31",
    });

    for (const part of [
      "Terms 2026",
      "Tech North",
      "Membership",
      "Everybody (public)",
      "23 June 2026",
      "1 January 2027 to 31 December 2027",
      "Members pay a subscription",
    ])
      expect(textOf(shown)).toContain(part);
    expect(await house.found("quokka clause")).toEqual([]);
    expect(await house.database.prisma.document.count()).toBe(0);

    const published = await house.press("north", buttonOf(shown, button.publish));

    expect(published.summary).toContain("“Terms 2026” is published");
    expect(await house.found("quokka clause")).toEqual(["Terms 2026"]);
    expect(await house.auditLines()).toEqual(["document-published slack:T1/U1 north"]);
  });

  it("is published once, however often the button is pressed, and at the same moment", async () => {
    const shown = await handIn("north", terms);
    const pressed = buttonOf(shown, button.publish);

    const replies = await Promise.all([house.press("north", pressed), house.press("other-north", pressed)]);
    const late = await house.press("north", pressed);

    expect(replies.map(({ summary }) => summary.includes("published already")).toSorted()).toEqual([
      false,
      true,
    ]);
    expect(late.summary).toContain("published already");
    expect(await house.auditLines()).toHaveLength(1);
    expect(await house.database.prisma.documentVersion.count()).toBe(1);
  });

  it("does not come back by an old button once it was withdrawn", async () => {
    const shown = await handIn("north", terms);
    await house.press("north", buttonOf(shown, button.publish));
    await house.press(
      "north",
      buttonOf(await house.say("north", "documents withdraw", { text: "1" }), button.withdrawSure),
    );

    await house.press("north", buttonOf(shown, button.publish));

    expect(await house.found("quokka clause")).toEqual([]);
  });

  it.each([
    ["public", "members"],
    ["public", "board"],
    ["members", "board"],
  ] as const)("says it is for %s: whoever chooses %s is not overruled", async (said, chosen) => {
    const shown = await handIn("north", `---\naudience: ${said}\n---\n${terms}`, { audience: chosen });

    expect(textOf(shown)).toContain(english.documents.audiences[chosen]);
    expect(textOf(shown)).not.toContain(english.documents.warning.overruled.audience);
    await house.press("north", buttonOf(shown, button.publish));
    const stored = await house.database.prisma.document.findMany();
    expect(stored).toMatchObject([{ audience: chosen, audienceClusters: ["north"] }]);
  });

  it("counts by what it says of itself, and the person is told", async () => {
    const shown = await handIn("north", `---\naudience: board\n---\n${terms}`, { audience: "public" });

    expect(textOf(shown)).toContain(english.documents.audiences.board);
    expect(textOf(shown)).toContain(english.documents.warning.overruled.audience);
  });

  it.each([
    ["cluster: south", 'belongs to the cluster \\"south\\"'],
    ["audience-clusters: [north, south]", "readers of other clusters (south)"],
    ["audiance: board", "did you mean"],
  ])("and says “%s” is refused, and nothing of it is kept", async (line, reason) => {
    const shown = await handIn("north", `---\n${line}\n---\n${terms}`);

    expect(textOf(shown)).toContain(reason);
    expect(await house.database.prisma.document.count()).toBe(0);
    expect(
      await house.database.pool.query("SELECT 1 FROM document_draft WHERE prepared IS NOT NULL"),
    ).toMatchObject({ rowCount: 0 });
  });

  it("cannot mark another cluster's document as replaced", async () => {
    await publish("south", terms);
    await house.database.pool.query("UPDATE document SET source_key = 'https://south.example/terms'");

    const shown = await handIn("north", `---\nsupersedes: https://south.example/terms\n---\n${terms}`);
    await house.press("north", buttonOf(shown, button.publish));

    expect(textOf(shown)).toContain(english.documents.warning.replacesUnknown);
    const { rows } = await house.database.pool.query(
      "SELECT superseded_by_id FROM document WHERE cluster_id = 'south'",
    );
    expect(rows).toEqual([{ superseded_by_id: null }]);
  });

  it("is looked at for pages without text, for dates that cannot be read and for being very short", async () => {
    const pdf = await makePdf((page) => {
      page.text("The first page has text on it.");
      for (const text of ["", "", "The fourth page has text again."]) page.addPage().text(text);
    });

    const shown = await handIn("north", pdf, { published: "last summer" }, "report.pdf");

    expect(textOf(shown)).toContain("There is no text on pages 2-3.");
    expect(textOf(shown)).toContain("4 pages");
    expect(textOf(shown)).toContain("could not read the date “last summer”");
    expect(textOf(shown)).toContain("very short");
  });

  it("can be given other details without being read again", async () => {
    const shown = await handIn("north", terms, { published: "soon" });
    const form = await formFor("north", "documents details", { text: buttonOf(shown, button.details).text });

    const changed = await house.sendIn("north", form, {
      title: "Membership terms",
      published: "June 2026",
      effective: "until 2027",
    });

    expect(textOf(changed)).toContain("Membership terms");
    expect(textOf(changed)).toContain("June 2026");
    expect(textOf(changed)).toContain("until 31 December 2027");
    expect(textOf(changed)).not.toContain("could not read");
  });

  it("is compared with what the cluster has: the same text, the same title", async () => {
    await publish("north", terms);

    const shown = await handIn("north", terms);
    const replaced = await house.press("north", buttonOf(shown, button.publishReplacing));

    expect(textOf(shown)).toContain("The same text is published already as “Terms 2026”");
    expect(textOf(shown)).toContain("There is a document called “Terms 2026” already");
    expect(replaced.summary).toContain("in the place of the old one (version 2)");
    expect(await house.database.prisma.document.count()).toBe(1);
  });

  it("is not compared with what another cluster has", async () => {
    await publish("south", terms);

    const shown = await handIn("north", terms);

    expect(textOf(shown)).not.toContain("already");
  });

  it("can be discarded, and is gone after a day", async () => {
    const discarded = await handIn("north", terms);
    const expired = await handIn("north", terms);

    const reply = await house.press("north", buttonOf(discarded, button.discard));
    await house.database.pool.query("UPDATE document_draft SET expires_at = now() - interval '1 second'");
    const late = await house.press("north", buttonOf(expired, button.publish));

    expect(reply.summary).toBe(english.documents.discarded);
    expect((await house.press("north", buttonOf(discarded, button.publish))).summary).toBe(
      english.documents.draftGone,
    );
    expect(late.summary).toBe(english.documents.draftGone);
    expect(await house.database.prisma.document.count()).toBe(0);
  });

  it("that cannot be had or read costs one sentence", async () => {
    const form = await formFor("north", "documents add", {
      attachments: [{ name: "a.md", address: "file:nowhere", mediaType: null, size: null }],
    });

    expect((await house.sendIn("north", form)).summary).toContain(
      "I couldn't get it: it is no longer there.",
    );
    expect((await handIn("north", "x", {}, "photo.jpg")).summary).toContain("a .jpg file cannot be read");
    expect((await handIn("north", "PK not a zip", {}, "a.docx")).summary).toContain("I couldn't take it");
    const large = { ...house.file("a.md", terms), size: 20_000_001 };
    const another = await formFor("north", "documents add", { attachments: [large] });
    expect((await house.sendIn("north", another)).summary).toContain("larger than 20 MB");
  });

  it("without a form (a direct message) is for the members, and shown all the same", async () => {
    const shown = await house.say("north", "documents add", { attachments: [house.file("terms.md", terms)] });

    expect(textOf(shown)).toContain("Terms of membership");
    expect(textOf(shown)).toContain(english.documents.audiences.members);
  });
});
