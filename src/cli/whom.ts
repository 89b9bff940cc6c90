import { InvalidArgumentError } from "commander";
import { isAccountReference } from "../chat/reference.ts";
import type { Whom } from "../people/personal-data.port.ts";

const personId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads whom a subcommand is about; throws commander's InvalidArgumentError. */
export function whom(text: string): Whom {
  if (isAccountReference(text)) return { account: text };
  if (personId.test(text)) return { person: text.toLowerCase() };
  throw new InvalidArgumentError(
    "Write an account as slack:T012AB3CD/U045EF6GH or discord:123456789012345678, or the id of a person from the audit trail.",
  );
}
