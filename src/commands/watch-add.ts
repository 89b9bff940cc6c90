import { z } from "zod";
import type { Form } from "../chat/form.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import { documentKinds } from "../knowledge/document.ts";
import { isWebAddress } from "../knowledge/hand-in.ts";
import { addressKinds } from "../knowledge/page-list.port.ts";
import { usualHours } from "../knowledge/watched-source.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import { audiences } from "../shared/audience.ts";
import { describeFound } from "./cards/watch-result.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { choiceField, chosenIn, clusterField, fieldOf, textField } from "./form-fields.ts";
import { audienceField } from "./handing-in/draft-form.ts";
import { chooseCluster, managedClusters, managesCluster } from "./handing-in/managed-clusters.ts";

const hours = ["1", "6", "24", "168"] as const;

/** `/cluster watch add`: a page, list, sitemap, feed or calendar is read again by itself; it is looked at once before. */
export const watchAdd = defineCommand({
  name: "watch add",
  summary: "Have a page, sitemap or feed read again by itself",
  usage: "watch add address",
  right: "manage-documents",
  isPrivate: true,
  options: [
    {
      name: "address",
      summary: "A page, a list of pages, a sitemap, a feed or a calendar",
      isRequired: false,
    },
  ],
  schema: z.string().trim(),
  form: async (context, text) => {
    const clusters = await managedClusters(context);
    return clusters.length === 0 ? null : watchForm(text, clusters, context);
  },
  run: async (context, text): Promise<Reply> => {
    const { messages } = context.needs;
    const { fields } = context.request;
    const address = fieldOf(fields, "address") || text;
    if (!isWebAddress(address)) return plainReply(messages.watch.notAnAddress);
    const chosen = await chooseCluster(context, fieldOf(fields, "cluster"));
    switch (chosen.kind) {
      case "chosen":
        return add(context, address, chosen.cluster.id);
      case "several":
        return plainReply(messages.watch.chooseCluster(chosen.clusters.map(({ name }) => name).join(", ")));
      case "not-yours":
        return plainReply(messages.permit["other-cluster"]);
      case "none":
        return plainReply(messages.documents.noCluster);
    }
  },
});

function watchForm(text: string, clusters: readonly NamedCluster[], { needs }: CommandContext): Form {
  const { messages } = needs;
  const { form, kinds, every } = messages.watch;
  const address = {
    ...textField("address", form.address, form.addressHint),
    value: text.slice(0, 2000),
    maxLength: 2000,
    isRequired: true,
  };
  const kind = choiceField("kind", { label: form.kind, value: "guess" }, [
    { value: "guess", label: kinds.guess },
    ...addressKinds.map((value) => ({ value, label: kinds[value] })),
  ]);
  const about = choiceField(
    "documentKind",
    { label: form.documentKind, value: "other" },
    documentKinds.map((value) => ({ value, label: messages.documents.kinds[value] })),
  );
  const cluster = clusterField(clusters, { label: messages.documents.form.cluster, hint: null });
  const often = choiceField("every", { label: form.every, value: "usual" }, [
    { value: "usual", label: every.usual },
    ...hours.map((value) => ({ value, label: every[value] })),
  ]);
  const audience = audienceField({ audience: "members" }, messages);
  return {
    command: "watch add",
    text: "",
    title: form.title,
    submit: form.submit,
    introduction: form.introduction,
    fields: [
      ...(clusters.length > 1 ? [cluster] : []),
      address,
      kind,
      audience,
      // Pages say it of themselves, or are “something else”.
      { ...about, canWait: true },
      often,
    ],
  };
}

async function add(context: CommandContext, address: string, clusterId: string): Promise<Reply> {
  const { watched, messages } = context.needs;
  const { watch, documents } = messages;
  const { fields } = context.request;
  const as = chosenIn(addressKinds, watch.kinds, fieldOf(fields, "kind"));
  const look = await watched.look(address, as);
  if (look.kind === "refused") return plainReply(watch.notLooked(look.reason));
  const every = chosenIn(hours, watch.every, fieldOf(fields, "every"));
  const everyHours = every === null ? usualHours(look.as) : Number(every);
  const outcome = await watched.store.add(
    {
      clusterId,
      kind: look.as,
      address,
      audience: chosenIn(audiences, documents.audiences, fieldOf(fields, "audience")) ?? "members",
      documentKind: chosenIn(documentKinds, documents.kinds, fieldOf(fields, "documentKind")) ?? "other",
      everyHours,
    },
    doingOf(context),
  );
  // A page is one document, and so one cluster's: what two clusters watch would be refused to the second.
  if (outcome.kind === "taken")
    return plainReply(managesCluster(context, outcome.source.clusterId) ? watch.taken : watch.takenElsewhere);
  const found = describeFound(look.addresses.length, look.as);
  return plainReply(watch.addedWhole(found, watch.everyHours(everyHours)));
}
