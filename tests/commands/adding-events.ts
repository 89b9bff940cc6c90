import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { buttonOf, type DocumentHouse, type Who } from "./document-house.ts";

/** What a form is filled with, by field. */
export type Typed = Readonly<Record<string, string>>;

/** An evening in Leeds, typed on 23 November 2026. */
export const supper = {
  title: "Cloud Supper",
  when: "Thu 10 December 6 till 8pm",
  where: "Old Mill, 1 Mill Row, Leeds LS1 9ZZ",
  audience: "public",
  page: "e.example/supper",
  price: "10",
  summary: "Eat and talk about clouds.",
  tags: "cloud, founders",
} satisfies Typed;

/** The form of which command. */
interface FormOf {
  readonly command: string;
  readonly text: string;
}

/** Events added by somebody as they would: a form, a button. */
export function addingEvents(house: DocumentHouse) {
  /** What is shown once the form is sent in. */
  const typeIn = (
    who: Who,
    typed: Typed = supper,
    { command, text }: FormOf = { command: "events add", text: "" },
  ): Promise<Reply> => {
    const fields = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value]]));
    return house.say(who, command, { text, fields });
  };
  const publish = async (who: Who, typed: Typed = supper): Promise<Reply> =>
    house.press(who, buttonOf(await typeIn(who, typed), english.addedEvents.button.publish));
  return { typeIn, publish };
}
