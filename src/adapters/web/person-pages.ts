import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import type { CommandDescription } from "../../chat/command-description.ts";
import type { Button } from "../../chat/reply.ts";
import type { WebMessages } from "../../messages/web-messages.ts";
import { BotError } from "../../shared/errors.ts";
import { renderAudit } from "./audit-table.ts";
import { renderSaid } from "./do-routes.ts";
import { escapeHtml } from "./escape-html.ts";
import { webLimits } from "./limits.ts";
import { sectionOf, titled } from "./page-parts.ts";
import { requestOf } from "./read-question.ts";
import { hiddenInput, renderButtons } from "./render-form.ts";
import { accessOf, askFor, keepToLimit, only, type RouteNeeds, sendPage, surroundingsOf } from "./respond.ts";
import { visitorOf } from "./visitor.ts";
import type { PageName, VisitorAccess, WebContext, WebEnvironment } from "./web-needs.ts";

interface CommandPage {
  /** Commands that only show something: they are said by looking at the page. */
  readonly shows: readonly string[];
  /** What can be begun from there, the usual first; none where the replies have their own buttons. */
  readonly begins: readonly {
    readonly command: string;
    readonly label:
      | "addDocument"
      | "addEvent"
      | "addSource"
      | "writeAnnouncement"
      | "announceEvent"
      | "setUpDigest"
      | "proposePosition";
  }[];
  /** A command that takes words, with what is written over the field for them. */
  readonly asks?: {
    readonly command: string;
    readonly label: "positionSearch";
    readonly button: "positionShow";
  };
  readonly title:
    | "documentsTitle"
    | "eventsTitle"
    | "announcementsTitle"
    | "positionsTitle"
    | "workspacesTitle"
    | "sourcesTitle";
}

const commandPages: Readonly<Record<Exclude<PageName, "audit">, CommandPage>> = {
  documents: {
    shows: ["documents list"],
    begins: [{ command: "documents add", label: "addDocument" }],
    title: "documentsTitle",
  },
  events: {
    shows: ["events added"],
    begins: [{ command: "events add", label: "addEvent" }],
    title: "eventsTitle",
  },
  announcements: {
    shows: ["announce list"],
    begins: [
      { command: "announce write", label: "writeAnnouncement" },
      { command: "announce event", label: "announceEvent" },
      { command: "announce digest", label: "setUpDigest" },
    ],
    title: "announcementsTitle",
  },
  positions: {
    shows: ["positions drafts", "inquiries list", "positions list"],
    begins: [{ command: "positions propose", label: "proposePosition" }],
    asks: { command: "positions list", label: "positionSearch", button: "positionShow" },
    title: "positionsTitle",
  },
  workspaces: { shows: ["setup show", "workspaces list"], begins: [], title: "workspacesTitle" },
  sources: {
    shows: ["watch list"],
    begins: [{ command: "watch add", label: "addSource" }],
    title: "sourcesTitle",
  },
};

/** The pages of somebody signed in; each shows what the dispatcher says, a refusal too. */
export function addPersonPages(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  for (const [name, page] of Object.entries(commandPages)) {
    routes.get(`/${name}`, (context) => commandPage(context, page, needs));
    only(routes, "GET", `/${name}`);
  }
  routes.get("/me", (context) => mePage(context, needs));
  routes.get("/audit", (context) => auditPage(context, needs));
  routes.get("/audit.csv", async (context) => {
    keepToLimit(context, needs);
    const table = await (await visitorAccess(context, needs)).auditCsv();
    if (table === null) throw new BotError("WEB_NOT_ALLOWED");
    context.header("Cache-Control", "no-store");
    context.header("Content-Disposition", 'attachment; filename="changes.csv"');
    return context.body(table, 200, { "Content-Type": "text/csv; charset=utf-8" });
  });
  for (const path of ["/me", "/audit", "/audit.csv"]) only(routes, "GET", path);
}

async function commandPage(context: WebContext, page: CommandPage, needs: RouteNeeds): Promise<Response> {
  const { formToken } = visitorOf(context);
  const { begins, asks, shows, title } = page;
  const access = await visitorAccess(context, needs);
  const usable = shows.filter((command) => access.commands.includes(command));
  // Somebody who may use none of them is told why.
  const said = await repliesTo(context, usable.length === 0 ? shows : usable, needs);
  const buttons = begins
    .filter(({ command }) => access.commands.includes(command))
    .map(({ command, label }, index): Button => {
      const style = index === 0 ? "primary" : "normal";
      return { label: needs.sentences[label], command, text: "", style };
    });
  const buttonRow = buttons.length === 0 ? "" : renderButtons(buttons, formToken);
  const field =
    asks === undefined || !access.commands.includes(asks.command)
      ? ""
      : renderAsking({ ...asks, formToken }, needs.sentences);
  const content = {
    title: needs.sentences[title],
    body: `${buttonRow}\n${field}\n${said.html}`,
    access,
    changesSoon: said.changesSoon,
  };
  return sendPersonPage(context, content, needs);
}

/** One field, and the command that is said with what is written there. */
function renderAsking(
  { command, label, button, formToken }: NonNullable<CommandPage["asks"]> & { readonly formToken: string },
  sentences: WebMessages,
): string {
  return `<form class="form" method="post" action="/do">${hiddenInput("token", formToken)}${hiddenInput("delivery", randomUUID())}${hiddenInput("command", command)}
<div class="field"><label for="text">${escapeHtml(sentences[label])}</label><input id="text" name="text" type="text" maxlength="300" autocomplete="off"></div>
<p><button>${escapeHtml(sentences[button])}</button></p></form>`;
}

async function repliesTo(
  context: WebContext,
  commands: readonly string[],
  needs: RouteNeeds,
): Promise<{ readonly html: string; readonly changesSoon: boolean }> {
  const visitor = visitorOf(context);
  keepToLimit(context, needs);
  const parts: string[] = [];
  let changesSoon = false;
  for (const command of commands) {
    const request = requestOf({ command, text: "" }, visitor);
    const reply = await askFor(context, request, needs);
    parts.push(renderSaid(request, reply, context));
    changesSoon ||= reply.changesSoon === true;
  }
  return { html: parts.join("\n"), changesSoon };
}

interface PersonPage {
  readonly title: string;
  /** HTML. */
  readonly body: string;
  readonly access: VisitorAccess;
  readonly changesSoon?: boolean;
}

function sendPersonPage(context: WebContext, page: PersonPage, needs: RouteNeeds) {
  const { title, body, access, changesSoon = false } = page;
  const around = surroundingsOf(context, needs, access);
  return sendPage(context, { title, main: titled(title, body), script: null, changesSoon }, around);
}

/** What the visitor may see; throws BotError WEB_SIGN_IN_NEEDED when nobody is signed in. */
async function visitorAccess(context: WebContext, needs: RouteNeeds): Promise<VisitorAccess> {
  const access = await accessOf(context, needs);
  if (access === null) throw new BotError("WEB_SIGN_IN_NEEDED");
  return access;
}

async function mePage(context: WebContext, needs: RouteNeeds): Promise<Response> {
  const { sentences } = needs;
  const { as, formToken } = visitorOf(context);
  const { html: known } = await repliesTo(context, ["whoami"], needs);
  const access = await visitorAccess(context, needs);
  const usable = needs.commands.filter(
    ({ name, isHidden }) => isHidden !== true && access.commands.includes(name),
  );
  const accounts = await needs.signIn.accountsOf(as.personId);
  const items = accounts.map(({ account, name }) => {
    const shownName = name === "" ? "" : ` – ${escapeHtml(name)}`;
    return `<li><code>${escapeHtml(account)}</code>${shownName}</li>`;
  });
  const body = [
    known,
    sectionOf(sentences.meAccounts, `<ul>${items.join("")}</ul>`),
    sectionOf(sentences.commandTitle, renderCommandForm(formToken, usable, sentences)),
    sectionOf(
      sentences.meSessions,
      `<form class="form" method="post" action="/sign-out-everywhere">${hiddenInput("token", formToken)}
<p class="hint">${escapeHtml(sentences.signOutEverywhereHint)}</p>
<p><button class="danger">${escapeHtml(sentences.signOutEverywhere)}</button></p></form>`,
    ),
  ].join("\n");
  return sendPersonPage(context, { title: sentences.meTitle, body, access }, needs);
}

/** Every command they may use, for whoever knows them from Slack or Discord. */
function renderCommandForm(
  formToken: string,
  usable: readonly CommandDescription[],
  sentences: WebMessages,
): string {
  const options = usable.map(
    ({ name, summary }) =>
      `<option value="${escapeHtml(name)}">${escapeHtml(`${name}: ${summary}`)}</option>`,
  );
  return `<form class="form" method="post" action="/do">${hiddenInput("token", formToken)}${hiddenInput("delivery", randomUUID())}
<p class="hint">${escapeHtml(sentences.commandHint)}</p>
<div class="field"><label for="command">${escapeHtml(sentences.commandName)}</label><select id="command" name="command">${options.join("")}</select></div>
<div class="field"><label for="text">${escapeHtml(sentences.commandText)}</label><input id="text" name="text" type="text" maxlength="4000" autocomplete="off"></div>
<p><button class="primary">${escapeHtml(sentences.commandSend)}</button></p></form>`;
}

/** Throws BotError WEB_NOT_ALLOWED. */
async function auditPage(context: WebContext, needs: RouteNeeds): Promise<Response> {
  const { sentences } = needs;
  keepToLimit(context, needs);
  const access = await visitorAccess(context, needs);
  const entries = await access.readAudit(webLimits.auditLines);
  if (entries === null) throw new BotError("WEB_NOT_ALLOWED");
  const content = { title: sentences.auditTitle, body: renderAudit(entries, sentences), access };
  return sendPersonPage(context, content, needs);
}
