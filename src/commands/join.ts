import { z } from "zod";
import { ukDay } from "../calendar/zones.ts";
import { plainReply } from "../chat/reply.ts";
import { findCluster } from "../people/find-cluster.ts";
import { joinCard } from "./cards/join-card.ts";
import { defineCommand } from "./command.ts";

/** `/cluster join`: what membership of a cluster costs and gives, and how to get it. */
export const join = defineCommand({
  name: "join",
  summary: "How to join a cluster: kinds of membership, fees, and who may join",
  usage: "join [cluster]",
  right: "ask",
  options: [
    { name: "cluster", summary: "The cluster's name; yours, when you leave it out", isRequired: false },
  ],
  schema: z.string().trim(),
  run: async ({ needs, reader }, text) => {
    const { join: words } = needs.messages.membership;
    const clusters = await needs.clusters.all();
    const cluster =
      text === ""
        ? clusters.find(({ id }) => id === reader.cluster)
        : findCluster(text.slice(0, 200), clusters);
    if (cluster === undefined || cluster === null)
      return plainReply(text === "" ? words.ask : words.unknown(text.slice(0, 60)));
    const today = ukDay(needs.clock.now());
    const tiers = await needs.members.tiers({ clusters: [cluster.id], on: null });
    const { contacts } = await needs.workspaces.contacts.of(cluster.id);
    const contact = ["membership", "general"].flatMap(
      (topic) => contacts.find((one) => one.topic === topic) ?? [],
    );
    return joinCard(
      {
        cluster,
        tiers: tiers.filter(({ validUntil }) => validUntil === null || validUntil >= today),
        today,
        contact: contact[0] ?? null,
      },
      needs.messages,
    );
  },
});
