import type { FormField } from "../chat/form.ts";
import type { Messages } from "../messages/english.ts";
import { postingRuleOf, postingRules, understandConsent } from "../people/announcement-consent.ts";
import type { AnnouncementConsent, Workspace } from "../people/workspace.ts";
import { bankHolidayRules } from "../people/workspace.ts";
import { defineCommand } from "./command.ts";
import { type Fields, fieldOf } from "./form-fields.ts";
import { runSetUpStep, SetUpText, setUpForm, type Understood } from "./set-up-step.ts";

/** `/cluster setup announcements`: what this workspace agrees to when others announce something. */
export const setupAnnouncements = defineCommand({
  name: "setup announcements",
  summary: "Say what this workspace agrees to when other clusters announce something",
  usage: "setup announcements",
  right: "set-up-workspace",
  isPrivate: true,
  options: [],
  schema: SetUpText,
  form: (context, text) =>
    setUpForm(context, text, ({ consent }) => {
      const { messages } = context.needs;
      const { title, submit, introduction } = messages.setup.announcementsForm;
      return {
        command: "setup announcements",
        title,
        submit,
        introduction,
        fields: fieldsOf(consent, messages),
      };
    }),
  run: (context, text) =>
    runSetUpStep(context, text, {
      command: "setup announcements",
      action: "workspace-consent-set-up",
      understand: (fields, workspace) => understand(fields, workspace, context.needs.messages),
    }),
});

function fieldsOf(consent: AnnouncementConsent, { setup }: Messages): FormField[] {
  const words = setup.announcementsForm;
  const choice = { kind: "choice", atMost: 1, isRequired: true, hint: null } as const;
  const text = { kind: "text", isRequired: false, isLong: false } as const;
  return [
    {
      ...choice,
      name: "posting",
      label: words.posting,
      options: postingRules.map((rule) => ({ value: rule, label: words.postingChoices[rule] })),
      value: [postingRuleOf(consent)],
    },
    {
      ...text,
      name: "dailyCap",
      label: words.cap,
      hint: words.capHint,
      value: String(consent.dailyCap ?? ""),
      maxLength: 10,
    },
    {
      ...text,
      name: "quiet",
      label: words.quiet,
      hint: words.quietHint(consent.zone),
      value: quietText(consent),
      maxLength: 60,
    },
    {
      ...choice,
      name: "bankHolidays",
      label: words.bankHolidays,
      options: bankHolidayRules.map((rule) => ({ value: rule, label: words.bankHolidayChoices[rule] })),
      value: [consent.bankHolidays],
    },
    {
      ...text,
      name: "topics",
      label: words.topics,
      hint: words.topicsHint,
      value: consent.optedOutTopics.join(", "),
      maxLength: 900,
    },
  ];
}

function quietText({ quiet, zone }: AnnouncementConsent): string {
  return quiet === null ? "" : `${quiet.from}-${quiet.until} ${zone}`;
}

function understand(fields: Fields, { consent }: Workspace, { setup }: Messages): Understood {
  const given = {
    posting: fieldOf(fields, "posting"),
    dailyCap: fieldOf(fields, "dailyCap"),
    quiet: fieldOf(fields, "quiet"),
    bankHolidays: fieldOf(fields, "bankHolidays"),
    topics: fieldOf(fields, "topics"),
  };
  const understood = understandConsent(given, consent.zone);
  if (understood.kind === "problem")
    return { kind: "problem", sentence: setup.announcementsForm.problems[understood.problem] };
  return { kind: "change", change: { consent: understood.consent }, note: null };
}
