import type { EntryProblem } from "../../directory/events/stated-event.ts";
import { eventImportMessages as messages } from "../../messages/event-import-messages.ts";

/** Why an entry of a calendar or table was not taken, as a sentence. */
export function describeProblem(problem: EntryProblem): string {
  switch (problem.kind) {
    case "said":
      return problem.sentence;
    case "contradiction":
      return messages.contradiction(problem.otherLine);
    case "no-title":
      return messages.noTitle;
    case "no-start":
      return messages.noStart;
    case "not-a-time":
      return messages.notATime(problem.field, problem.text);
    case "end-before-start":
      return messages.endBeforeStart;
    case "unknown-zone":
      return messages.unknownZone(problem.text);
    case "unknown-word":
      return messages.unknownWord(problem.field, problem.text, problem.known);
    case "unknown-cluster":
      return messages.unknownCluster(problem.text);
    case "no-cluster":
      return messages.noCluster;
    case "not-an-address":
      return messages.notAnAddress(problem.field, problem.text);
    case "rule":
      return messages.rule(problem.problem, problem.part);
    case "too-many-dates":
      return messages.tooManyDates;
    case "not-kept":
      return messages.notKept;
    case "other-cluster":
      return messages.otherCluster;
  }
}
