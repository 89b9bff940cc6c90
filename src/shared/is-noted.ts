/** Whether one of the notes kept with a delivery, as JSON, has this name. */
export function isNoted(notes: readonly unknown[], name: string): boolean {
  return notes.some((one) => typeof one === "object" && one !== null && "note" in one && one.note === name);
}
