import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createInquirySearch } from "../../src/adapters/postgres/inquiry-search.ts";
import { createInquiryStore } from "../../src/adapters/postgres/inquiry-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPeopleDirectory } from "../../src/adapters/postgres/people-directory.ts";
import { createPositionSearch } from "../../src/adapters/postgres/position-search.ts";
import { createPositionStore } from "../../src/adapters/postgres/position-store.ts";
import { createRoleStore } from "../../src/adapters/postgres/role-store.ts";
import type { Form } from "../../src/chat/form.ts";
import type { Platform } from "../../src/chat/platform.port.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { Request } from "../../src/chat/request.ts";
import { type DispatchNeeds, dispatch, formFor } from "../../src/commands/dispatch.ts";
import { createUnsavedForms } from "../../src/commands/unsaved-forms.ts";
import { english } from "../../src/messages/english.ts";
import type { Role } from "../../src/people/role.ts";
import { openPositionDesk } from "../../src/wiring/open-positions.ts";
import { buttonsOf } from "./announcing-commands.ts";
import { aDispatchNeeds } from "./command-needs.ts";
import { freshDatabase } from "./database.ts";
import { anIncomingRequest } from "./incoming-request.ts";
import { peopleRecords } from "./people-records.ts";

type Held = readonly (readonly [Role, string])[];

/** Everybody has a Slack account in TA and one on Discord, linked. */
const people: Readonly<Record<string, Held>> = {
  sam: [["manager", "fed"]],
  alex: [["approver", "fed"]],
  zoe: [
    ["manager", "fed"],
    ["approver", "fed"],
  ],
  nora: [["signatory", "north"]],
  nick: [["signatory", "north"]],
  rita: [["signatory", "south"]],
  will: [["signatory", "west"]],
  mel: [["manager", "west"]],
  kim: [
    ["signatory", "north"],
    ["signatory", "south"],
  ],
  una: [["signatory", "east"]],
  mia: [["member", "north"]],
  ada: [["administrator", "fed"]],
};

type Where = "slack" | "discord" | "web";

/** A form that is filled in well. */
export const skills = {
  topic: "Skills",
  title: "On skills",
  text: "We ask for a levy that small firms can use.",
  asked: "everyone",
  closes: "Fri 18 December 17:00",
  quorum: "60%",
};

const { button } = english.positionWork;

/** What somebody says, fills in or presses, and on which platform. */
interface Said {
  readonly text?: string;
  readonly fields?: Readonly<Record<string, string>> | null;
  readonly on?: Where;
  readonly visibility?: Request["visibility"];
}

/**
 * The commands about positions over a real database. The federation asks Tech North, Tech South and Tech West; Tech
 * East is a cluster too, but closed.
 */
export class PositionHouse {
  readonly database: Database;
  readonly needs: DispatchNeeds;
  /** Versions that whoever posts calls and tallies was told to look at. */
  readonly looked: string[] = [];
  now = new Date("2026-12-01T09:00:00Z");

  private constructor(database: Database) {
    this.database = database;
    const { pool } = database;
    const clock = { now: () => this.now };
    const records = { people: createPeopleDirectory(pool), positionStore: createPositionStore(pool) };
    const changed = async (version: string) => void this.looked.push(version);
    this.needs = aDispatchNeeds({
      people: records.people,
      roles: createRoleStore(pool),
      clusters: createClusterList(pool),
      positions: createPositionSearch(pool),
      inquiries: createInquirySearch(pool),
      inquiryDesk: { store: createInquiryStore(pool), clock },
      federation: "fed",
      clock,
      unsaved: createUnsavedForms(clock),
      positionDesk: { ...openPositionDesk(records, [slack], () => {}), clock, changed },
    });
  }

  static async open(): Promise<PositionHouse> {
    return new PositionHouse(await freshDatabase());
  }

  async empty(): Promise<void> {
    const { pool } = this.database;
    const records = peopleRecords(this.database);
    await pool.query("DELETE FROM inquiry; DELETE FROM position");
    await records.clear();
    await pool.query(
      `INSERT INTO cluster (id, name, nicknames, is_federation, status)
       VALUES ('fed', 'The Federation', '{}', true, 'active'), ('north', 'Tech North', '{}', false, 'active'),
         ('south', 'Tech South', '{}', false, 'active'), ('west', 'Tech West', '{}', false, 'active'),
         ('east', 'Tech East', '{}', false, 'closed')`,
    );
    await records.addWorkspace("TA");
    await records.addWorkspace("7", { platform: "discord" });
    for (const [name, held] of Object.entries(people)) {
      await records.addPerson(accountOf(name, "slack"), accountOf(name, "discord"));
      for (const [role, cluster] of held)
        await records.addGrant({ role, cluster, to: accountOf(name, "slack") });
    }
    this.now = new Date("2026-12-01T09:00:00Z");
    this.looked.length = 0;
  }

  get store() {
    return this.needs.positionDesk.store;
  }

  async says(who: string, command: string, said: Said | string = {}): Promise<Reply> {
    const { reply } = await dispatch(requestOf(who, command, said), this.needs);
    return reply;
  }

  /** The form that somebody is shown; null for none. */
  form(who: string, command: string, said: Said | string = {}): Promise<Form | null> {
    return formFor(requestOf(who, command, said), this.needs);
  }

  /** A draft of Sam's that Alex put to the clusters; what it is called. */
  async consulting(changed: Partial<typeof skills> = {}): Promise<string> {
    const draft = await this.says("sam", "positions propose", { fields: { ...skills, ...changed } });
    const name = /P\d+/.exec(draft.summary)?.[0] ?? "";
    await this.presses("alex", await this.work("alex", name), button.open);
    return name;
  }

  work(who: string, name: string): Promise<Reply> {
    return this.says(who, "positions work", name);
  }

  /** What the buttons of a channel's call hold: the same for everybody. */
  async callOf(name: string): Promise<string> {
    return buttonNamed(await this.work("nora", name), button.sign).text;
  }

  async changeText(name: string, text: string): Promise<Reply> {
    const form = await this.opens("sam", await this.work("sam", name), button.change);
    return await this.says("sam", "positions change", {
      text: form?.text ?? "",
      fields: { ...skills, text },
    });
  }

  /** Presses the button of a reply. */
  async presses(who: string, reply: Reply, pressed: Pressed): Promise<Reply> {
    const { command, ...said } = pressedIn(reply, pressed);
    return await this.says(who, command, said);
  }

  /** The form that the button of a reply opens; null for none. */
  async opens(who: string, reply: Reply, pressed: Pressed): Promise<Form | null> {
    const { command, ...said } = pressedIn(reply, pressed);
    return await this.form(who, command, said);
  }
}

/** The label of a button, and on which platform it is pressed: Slack unless told. */
type Pressed = string | { readonly label: string; readonly on: Where };

function pressedIn(reply: Reply, pressed: Pressed) {
  const { label, on } = typeof pressed === "string" ? { label: pressed, on: "slack" as const } : pressed;
  const { command, text } = buttonNamed(reply, label);
  return { command, text, on };
}

function buttonNamed(reply: Reply, label: string) {
  const button = buttonsOf(reply).find((one) => one.label === label);
  if (button === undefined) throw new Error(`there is no button “${label}”: ${JSON.stringify(reply.blocks)}`);
  return button;
}

/** What a form holds to begin with. */
export function valuesOf(form: Form | null): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (form?.fields ?? []).map((field) => [field.name, "value" in field ? field.value : null]),
  );
}

function accountOf(name: string, on: "slack" | "discord"): string {
  const digits = [...name].map((sign) => sign.charCodeAt(0)).join("");
  return on === "slack" ? `slack:TA/U${name.toUpperCase()}` : `discord:${digits}`;
}

function requestOf(who: string, command: string, said: Said | string): Request {
  const {
    text = "",
    fields = null,
    on = "slack",
    visibility = "private",
  } = typeof said === "string" ? { text: said } : said;
  const places = {
    slack: { workspace: "TA", id: accountOf(who, "slack").split("/")[1] ?? "" },
    discord: { workspace: "7", id: accountOf(who, "discord").split(":")[1] ?? "" },
    web: { workspace: "slack:TA", id: accountOf(who, "slack") },
  };
  const { workspace, id } = places[on];
  const { request } = anIncomingRequest({ platform: on, workspace, command, text, visibility });
  const filled =
    fields === null
      ? null
      : Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]));
  return Request.parse({ ...request, fields: filled, asker: { ...request.asker, id } });
}

/** Slack, as far as people are looked up. */
const slack: Platform = {
  name: "slack",
  canAnswerLater: true,
  start: async () => {},
  stop: async () => {},
  health: () => ({ state: "connected", detail: "" }),
  send: async () => ({ kind: "sent", remoteId: null }),
  lookUp: async () => ({ standing: "member", groups: [] }),
};
