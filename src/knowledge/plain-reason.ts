/** A clause of an import as it is said in a chat, where nobody has the command line's options. */
export function plainReason(reason: string): string {
  return reason.replace(/ \([\da-f.:]+\), which is not fetched; --allow-private-addresses allows it$/i, "");
}
