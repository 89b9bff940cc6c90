import { postcodeAreas } from "./postcode-areas.ts";

interface PostcodeArea {
  readonly whole: readonly string[];
  readonly districts: ReadonlyMap<number, readonly string[]>;
}

const areas: ReadonlyMap<string, PostcodeArea> = new Map(postcodeAreas.trim().split("\n").map(readArea));

function readArea(line: string): [string, PostcodeArea] {
  const [head = "", ...ranges] = line.split(";");
  const letters = head.split(" ", 1)[0] ?? "";
  const districts = new Map<number, readonly string[]>();
  for (const range of ranges) {
    const [numbers = "", ...ids] = range.trim().split(" ");
    const [first = 0, last = first] = numbers.split("-").map(Number);
    for (let district = first; district <= last; district += 1) districts.set(district, idsIn(ids.join(" ")));
  }
  return [letters, { whole: idsIn(head.slice(letters.length)), districts }];
}

function idsIn(written: string): readonly string[] {
  return written.split(",").map((id) => id.trim());
}

/** `S18 2AB`, `EC1A`, `CB`: what stands before the space may be all there is. */
const pattern = /^([A-Z]{1,2})(\d{1,2})?[A-Z]?(?: ?\d[A-Z]{2})?$/u;

/** Ids of the places a postcode, a district or an area may lie in, the likeliest first; null when there is no such postcode. */
export function placesOfPostcode(postcode: string): readonly string[] | null {
  const [, letters = "", district] = pattern.exec(postcode.trim().toUpperCase()) ?? [];
  const area = areas.get(letters);
  if (area === undefined) return null;
  if (district === undefined) return area.whole;
  return area.districts.get(Number(district)) ?? area.whole;
}
