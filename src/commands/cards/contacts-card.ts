import type { Block, Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { type Contact, contactTopics } from "../../people/contact.ts";
import { contactItem } from "./workspace-card.ts";

interface ContactsFacts {
  readonly cluster: NamedCluster;
  readonly contacts: readonly Contact[];
  /** What there is to say first. */
  readonly line: string;
}

/** Who answers for what in a cluster, with a button for each topic. */
export function contactsCard({ cluster, contacts, line }: ContactsFacts, { setup }: Messages): Reply {
  const items = contacts.map((contact) => contactItem(contact, setup));
  const list: Block[] =
    items.length > 0
      ? [{ type: "list", ordered: false, items }]
      : [{ type: "paragraph", content: [{ type: "text", text: setup.facts.noContacts }] }];
  const buttons = contactTopics.map((topic) => ({
    label: setup.contactsForm.edit(setup.topics[topic]),
    command: "setup contacts",
    text: topic,
    style: "normal" as const,
  }));
  return {
    summary: line,
    blocks: [
      { type: "paragraph", content: [{ type: "text", text: line }] },
      { type: "heading", text: setup.facts.contacts(cluster.name) },
      ...list,
      { type: "actions", buttons },
    ],
    data: { kind: "contacts", cluster: cluster.id, contacts },
  };
}
