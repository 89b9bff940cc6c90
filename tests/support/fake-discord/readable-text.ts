/**
 * What people read in the content of a message: Discord's signs away, as its client does it (support article “Markdown
 * Text 101”). Numbers and dots of lists go, too: they are drawn, not said.
 */
export function readableContent(content: string): string {
  return content
    .replaceAll(/^> /gm, "")
    .split(/^(```[^\n]*\n[\s\S]*?\n```)$/m)
    .map((piece) =>
      piece.startsWith("```") ? piece.replace(/^```[^\n]*\n/, "").replace(/```$/, "") : readable(piece),
    )
    .join("")
    .replaceAll("\u200b", "");
}

function readable(text: string): string {
  const kept: string[] = [];
  const keep = (words: string): string => `\ue000${kept.push(words) - 1}\ue000`;
  return text
    .replaceAll(/\\(.)|`([^`]+)`/g, (_, sign: string | undefined, code: string) => keep(sign ?? code))
    .replaceAll(/^ *(?:#{1,3} |-# )/gm, "")
    .replaceAll(/^ *(?:- |\d+\. )+/gm, "")
    .replaceAll(/\[([^\]]*)\]\(<[^>]*>\)/g, "$1")
    .replaceAll(/ \(<https?:[^>]*>\)/g, "")
    .replaceAll(/<(https?:[^>]*)>/g, (_, address: string) => keep(address))
    .replaceAll(/\*\*|\*|~~/g, "")
    .replaceAll(/\ue000(\d+)\ue000/g, (_, index: string) => kept[Number(index)] ?? "");
}
