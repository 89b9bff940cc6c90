import type { PublishedEvent } from "../../src/directory/events/published-events.port.ts";

/** A public event as the records give it; tests change what they are about. */
export function aPublishedEvent(change: Partial<PublishedEvent> = {}): PublishedEvent {
  return {
    eventId: "00000000-0000-4000-8000-0000000000e1",
    occurrenceId: "00000000-0000-4000-8000-0000000000d1",
    original: "2026-12-03T18:30:00",
    sequence: 2,
    changedAt: new Date("2026-11-20T09:15:30Z"),
    uids: ["talk@calendar.example"],
    clusterId: "leeds",
    clusterName: "Leeds Digital",
    audience: "public",
    audienceClusters: [],
    title: "Leeds Cloud Night",
    summary: "Short talks.",
    organiser: "Cloud Leeds",
    time: {
      kind: "timed",
      wallTime: "2026-12-03T18:30:00",
      endWallTime: "2026-12-03T20:30:00",
      zone: "Europe/London",
      startsAt: "2026-12-03T18:30:00Z",
      endsAt: "2026-12-03T20:30:00Z",
      isFloating: false,
    },
    venue: "Copperfield Hall",
    address: "Copperfield Hall, 12 Copperfield Row, Leeds",
    postcode: "LS1 9ZZ",
    onlineUrl: null,
    url: "https://events.example/cloud",
    price: "Free",
    isFree: true,
    tags: ["Cloud"],
    places: ["leeds"],
    status: "scheduled",
    movedFrom: null,
    isSeries: false,
    isSample: false,
    sources: [],
    ...change,
  };
}
