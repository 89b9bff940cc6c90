import type { Form } from "../chat/form.ts";
import type { Button } from "../chat/reply.ts";
import type { CommandContext } from "./command.ts";

/** Parts of a form, each with the fields it asks for: what Discord's forms have no room for, behind buttons of its own. */
type FormPages<Page extends string> = Readonly<Record<Page, readonly string[]>>;

/** The form with the fields of that page alone; null: whole. What is not asked stays as it is. */
export function pageOf<Page extends string>(form: Form, pages: FormPages<Page>, page: Page | null): Form {
  if (page === null) return form;
  return { ...form, fields: form.fields.filter(({ name }) => pages[page].includes(name)) };
}

/** What follows the name of a command: its words, and the page that is meant. */
export function pageText(text: string, page: string | null): string {
  return page === null ? text : `${text} ${page}`;
}

/** A button for each page where forms have no room; elsewhere none. */
export function pageButtons<Page extends string>(
  labels: Readonly<Record<Page, string>>,
  { command, text }: Pick<Button, "command" | "text">,
  { request }: Pick<CommandContext, "request">,
): Button[] {
  if (request.platform !== "discord") return [];
  return Object.entries<string>(labels).map(([page, label]) => {
    return { label, command, text: pageText(text, page), style: "normal" };
  });
}
