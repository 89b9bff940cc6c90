import { describe, expect, it } from "vitest";
import { FormField, formLimits } from "../../src/chat/form.ts";
import { chosenIn, clusterField, fieldOf } from "../../src/commands/form-fields.ts";
import { findCluster } from "../../src/people/find-cluster.ts";

const aCluster = (number: number) => ({
  id: `c${number}`,
  name: `The technology cluster of the very long county name that nobody fits on a line ${number}`,
  nicknames: [],
  isFederation: false,
});
const words = { label: "Cluster", hint: null };

describe("a field of a form", () => {
  it.each([
    ["nothing was sent in", null],
    ["it was not asked for", {}],
    ["it was left empty", { title: [" "] }],
  ])("is empty when %s", (_, fields) => {
    expect(fieldOf(fields, "title")).toBe("");
  });

  it("takes a value by itself or as it is shown, and nothing for nothing", () => {
    const labels = { board: "The cluster's board", members: "Members of the cluster" };

    expect(
      ["board", "the cluster's BOARD", ""].map((text) => chosenIn(["members", "board"], labels, text)),
    ).toEqual(["board", "board", null]);
  });
});

describe("choosing a cluster in a form", () => {
  it("keeps to what a choice may hold, and what is shown finds the cluster again", () => {
    const one = aCluster(1);

    const field = FormField.parse(clusterField([one], words, "c1"));

    expect(field).toMatchObject({ kind: "choice", value: ["c1"] });
    const label = field.kind === "choice" ? (field.options[0]?.label ?? "") : "";
    expect(label.length).toBeLessThan(one.name.length);
    expect(findCluster(label, [one])).toBe(one);
  });

  it("is writing its name where there are more than a choice may offer: none is left out", () => {
    const many = Array.from({ length: formLimits.options + 1 }, (_, index) => aCluster(index));

    expect(FormField.parse(clusterField(many, words, "c100"))).toMatchObject({
      kind: "text",
      value: many.at(-1)?.name,
    });
    expect(clusterField(many.slice(1), words).kind).toBe("choice");
  });
});
