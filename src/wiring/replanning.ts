import type { Replanning } from "../adapters/postgres/replan-deliveries.ts";
import { planAnew } from "../announcing/plan-anew.ts";
import { divisionOf } from "../directory/places/division-of.ts";
import type { Clock } from "../shared/clock.port.ts";

/** How what is to come is planned anew where a workspace agrees to something else. */
export function replanning(clock: Clock): Replanning {
  return { planAnew, divisionOf, clock };
}
