/** Towns as people write them in a calendar, with the first half of a postcode there. */
const towns = [
  ["Leeds", "LS1"],
  ["Manchester", "M4"],
  ["Bristol", "BS1"],
  ["Sheffield", "S1"],
  ["Glasgow", "G1"],
  ["Edinburgh", "EH1"],
  ["Cardiff", "CF10"],
  ["Belfast", "BT1"],
  ["Newcastle upon Tyne", "NE1"],
  ["Nottingham", "NG1"],
  ["Norwich", "NR1"],
  ["Birmingham", "B1"],
] as const;

export const townIds = towns.map(([name]) => name.toLowerCase().replaceAll(" ", "-"));

const subjects = [
  "data",
  "cloud",
  "founders",
  "women in tech",
  "green tech",
  "robotics",
  "design",
  "cyber",
  "health",
];
const forms = ["breakfast", "meetup", "workshop", "clinic", "conference", "social"];

/**
 * A calendar of so many events, made by counting: one in twenty is a weekly series of a year or without an end, the
 * others lie within two years around `now`.
 */
export function makeCalendar(count: number, now: Date): string {
  const events = Array.from({ length: count }, (_, number) => eventText(number, now));
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Made events\r\n${events.join("")}END:VCALENDAR\r\n`;
}

function eventText(number: number, now: Date): string {
  const [town, outward] = towns[number % towns.length] ?? towns[0];
  const subject = subjects[(number * 7) % subjects.length] ?? "";
  const form = forms[(number * 5) % forms.length] ?? "";
  const days = ((number * 37) % 730) - 300;
  const day = new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const hour = String(8 + (number % 12)).padStart(2, "0");
  const rule = number % 20 === 0 ? [`RRULE:FREQ=WEEKLY${number % 40 === 0 ? ";COUNT=52" : ""}`] : [];
  return [
    "BEGIN:VEVENT",
    `UID:made-${number}@bench.example`,
    "SEQUENCE:0",
    `DTSTART;TZID=Europe/London:${day}T${hour}0000`,
    `DTEND;TZID=Europe/London:${day}T${hour}4500`,
    ...rule,
    `SUMMARY:${town} ${subject} ${form} ${number}`,
    `DESCRIPTION:Short talks about ${subject}\\, then questions. Bring what you are working on\\, and meet people`,
    ` from around ${town}.`,
    `LOCATION:Room ${number % 90}\\, ${1 + (number % 40)} Mill Street\\, ${town}\\, ${outward} 9ZZ`,
    `CATEGORIES:${subject},${form}`,
    `URL:https://events.example/${number}`,
    "END:VEVENT",
    "",
  ].join("\r\n");
}
