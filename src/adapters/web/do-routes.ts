import type { Hono } from "hono";
import { z } from "zod";
import type { Form } from "../../chat/form.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Request as ChatRequest } from "../../chat/request.ts";
import { BotError } from "../../shared/errors.ts";
import { readCarriedForm } from "./carried-form.ts";
import { checkForm } from "./check-form.ts";
import { failureIn } from "./failure.ts";
import { sameSiteOnly } from "./guards.ts";
import { titled } from "./page-parts.ts";
import { requestOf, type Said } from "./read-question.ts";
import { readSent, type Sent } from "./read-sent.ts";
import { type FilledForm, notFilledYet, renderForm } from "./render-form.ts";
import { renderExchange } from "./render-reply.ts";
import {
  accessOf,
  askFor,
  keepToLimit,
  only,
  type RouteNeeds,
  sendPage,
  shownTo,
  surroundingsOf,
} from "./respond.ts";
import { visitorOf } from "./visitor.ts";
import type { Visitor, WebContext, WebEnvironment } from "./web-needs.ts";

const textCharacters = 4_000;
const SaidForm = z.object({
  command: z.string().min(1).max(70),
  text: z.string().max(textCharacters),
  delivery: z.uuid(),
});

/** `POST /do`: says a command, as a button or as a form that was filled in. */
export function addDoRoutes(routes: Hono<WebEnvironment>, needs: RouteNeeds): void {
  routes.post("/do", sameSiteOnly(needs.publicUrl), async (context) => {
    const visitor = visitorOf(context);
    keepToLimit(context, needs);
    const sent = await readSent(context, visitor, needs.uploads);
    try {
      return await carryOut(context, sent, needs);
    } catch (error) {
      await sent.discard();
      throw error;
    }
  });
  only(routes, "POST", "/do");
}

/** The form that the command asks for, the same again with what is wrong with it, or its reply. */
async function carryOut(context: WebContext, sent: Sent, needs: RouteNeeds): Promise<Response> {
  const visitor = visitorOf(context);
  if ((sent.values.get("text") ?? "").length > textCharacters) throw new BotError("WEB_TOO_LARGE");
  const said = SaidForm.safeParse(Object.fromEntries(sent.values));
  if (!said.success) throw new BotError("WEB_FORM_STALE");
  const request = requestOf(said.data, visitor);
  const carried = sent.values.get("form");
  if (carried !== null) return await takeForm(context, { said: said.data, carried, sent }, needs);
  await sent.discard();
  const form = await needs.form(request);
  return form === null
    ? await showReply(context, request, needs)
    : await showForm(context, { form, filled: notFilledYet }, needs);
}

interface SentIn {
  readonly said: Said;
  readonly carried: string;
  readonly sent: Sent;
}

/** What was filled in is checked against the form that was shown; whether it may be done, the command looks at itself. */
async function takeForm(context: WebContext, { said, carried, sent }: SentIn, needs: RouteNeeds) {
  const visitor = visitorOf(context);
  const form = readCarriedForm(carried, visitor.secret);
  if (form.command !== said.command || form.text !== said.text) throw new BotError("WEB_FORM_STALE");
  const values = fieldValues(sent.values, form);
  const filesFor = sent.files.map(({ field }) => fieldName(field));
  const checked = checkForm(form, { values, filesFor, workspace: visitor.as.workspace }, needs.sentences);
  if (checked.kind === "problem") {
    await sent.discard();
    return await showForm(context, { form, filled: { values, problem: checked.problem } }, needs);
  }
  const filled = filledRequest(said, { fields: checked.fields, sent, form, visitor });
  return await showReply(context, filled, needs);
}

interface Filling {
  readonly fields: Readonly<Record<string, string[]>>;
  readonly sent: Sent;
  readonly form: Form;
  readonly visitor: Visitor;
}

/** Only files that the form has a field for; others stay until they are removed by themselves. */
function filledRequest(said: Said, { fields, sent, form, visitor }: Filling): ChatRequest {
  const asked = form.fields.filter(({ kind }) => kind === "file").map(({ name }) => name);
  const attachments = sent.files
    .filter(({ field }) => asked.includes(fieldName(field)))
    .map(({ attachment }) => attachment);
  return requestOf({ ...said, fields, attachments }, visitor);
}

function fieldValues(values: URLSearchParams, form: Form): Record<string, string[]> {
  return Object.fromEntries(
    form.fields.map(({ name }) => [
      name,
      values.getAll(`field.${name}`).map((value) => value.replaceAll("\r\n", "\n")),
    ]),
  );
}

function fieldName(inputName: string): string {
  return inputName.replace(/^field\./, "");
}

interface FormShown {
  readonly form: Form;
  readonly filled: FilledForm;
}

async function showForm(context: WebContext, { form, filled }: FormShown, needs: RouteNeeds) {
  const { sentences } = needs;
  const visitor = visitorOf(context);
  const main = titled(form.title, renderForm(form, filled, { visitor, sentences }));
  const status = filled.problem === null ? 200 : 422;
  const around = surroundingsOf(context, needs, await accessOf(context, needs));
  return sendPage(context, { title: form.title, main, script: null, status }, around);
}

async function showReply(context: WebContext, request: ChatRequest, needs: RouteNeeds): Promise<Response> {
  const reply = await askFor(context, request, needs);
  const status = failureIn(reply)?.status ?? 200;
  const main = renderSaid(request, reply, context);
  // After the command: it may have changed what the person may see.
  const around = surroundingsOf(context, needs, await accessOf(context, needs));
  return sendPage(context, { title: needs.sentences.replyTitle, main, script: null, status }, around);
}

/** The text behind the command is not repeated: it may hold a code. */
export function renderSaid(request: ChatRequest, reply: Reply, context: WebContext): string {
  return renderExchange(`/cluster ${request.command}`, reply, shownTo(context));
}
