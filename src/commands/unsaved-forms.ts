import { randomBytes } from "node:crypto";
import type { FormField } from "../chat/form.ts";
import type { Request } from "../chat/request.ts";
import type { Clock } from "../shared/clock.port.ts";

type Fields = NonNullable<Request["fields"]>;

/** Whose form it was, and of which command. */
interface Owner {
  readonly account: string | null;
  readonly command: string;
}

/**
 * What somebody filled in and could not be saved, so that the form opens again with it. Kept in this process's memory,
 * for half an hour at most: afterwards, or in another process, the form opens with what is saved.
 */
export interface UnsavedForms {
  /** Gives the mark that finds it again; 13 characters. */
  keep(owner: Owner, fields: Fields): string;
  /** Null when it is not known any more, or is somebody else's. */
  find(mark: string | null, owner: Owner): Fields | null;
  /** Nothing of these accounts is kept any longer. */
  forget(accounts: readonly string[]): void;
}

/** Begins a mark among the words of a command. */
export const unsavedSign = "~";
const keptMilliseconds = 30 * 60_000;
const keptAtMost = 200;

export function createUnsavedForms(clock: Clock): UnsavedForms {
  const kept = new Map<string, { readonly owner: Owner; readonly fields: Fields; readonly until: number }>();

  const forgetOld = (now: number): void => {
    for (const [mark, { until }] of kept) {
      const isOver = until <= now || kept.size > keptAtMost;
      if (!isOver) return;
      kept.delete(mark);
    }
  };

  return {
    keep: (owner, fields) => {
      const now = clock.now().getTime();
      const mark = `${unsavedSign}${randomBytes(9).toString("base64url")}`;
      kept.set(mark, { owner, fields, until: now + keptMilliseconds });
      forgetOld(now);
      return mark;
    },
    find: (mark, { account, command }) => {
      forgetOld(clock.now().getTime());
      const found = kept.get(mark ?? "");
      const isTheirs = account !== null && found?.owner.account === account;
      return isTheirs && found.owner.command === command ? found.fields : null;
    },
    forget: (accounts) => {
      for (const [mark, { owner }] of kept)
        if (owner.account !== null && accounts.includes(owner.account)) kept.delete(mark);
    },
  };
}

/** The fields as somebody left them; of a choice only what is still offered. */
export function asTyped(fields: readonly FormField[], typed: Fields | null): FormField[] {
  return fields.map((field) => (typed === null ? field : filledIn(field, typed[field.name] ?? [])));
}

function filledIn(field: FormField, values: readonly string[]): FormField {
  switch (field.kind) {
    case "text":
      return { ...field, value: (values[0] ?? "").slice(0, field.maxLength) };
    case "choice": {
      const offered = values.filter((value) => field.options.some((option) => option.value === value));
      return { ...field, value: offered.slice(0, field.atMost) };
    }
    case "channels":
      return { ...field, value: values.slice(0, field.atMost) };
    case "file":
      return field;
  }
}
