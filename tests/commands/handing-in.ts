import type { Form } from "../../src/chat/form.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { buttonOf, type DocumentHouse, type Who } from "./document-house.ts";

export const terms =
  "# Terms of membership\n\nMembers pay a subscription of 240 pounds a year. The quokka clause lets a member leave with three months' notice, in writing, to the secretary of the cluster. Nobody is refunded for the current year, whatever the reason for leaving may be.";

/** A file, what the form is filled with, and the file's name. */
type Given = readonly [
  content: string | Uint8Array,
  values?: Readonly<Record<string, string>>,
  name?: string,
];

/** Documents handed in by somebody as they would: a file, a form, a button. */
export function handingIn(house: DocumentHouse) {
  const formFor = async (who: Who, command: string, given = {}): Promise<Form> => {
    const form = await house.ask(who, command, given);
    if (form === null) throw new Error("no form was shown");
    return form;
  };
  /** What is shown of it once the form is sent in. */
  const handIn = async (
    who: Who,
    ...[content, values = {}, name = "terms_2026.md"]: Given
  ): Promise<Reply> => {
    const form = await formFor(who, "documents add", { attachments: [house.file(name, content)] });
    return house.sendIn(who, form, values);
  };
  const publish = async (who: Who, ...given: Given): Promise<Reply> =>
    house.press(who, buttonOf(await handIn(who, ...given), english.documents.button.publish));
  return { formFor, handIn, publish };
}
