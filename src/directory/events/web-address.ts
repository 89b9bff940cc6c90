/** The address when it is http or https without a password in it, else null. */
export function webAddress(text: string): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "" ? href : null;
}

/** The same of what somebody typed, who may leave `https://` out; without a dot in its host it is no address. */
export function typedAddress(text: string): string | null {
  const isBare = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]\S*)?$/u.test(text);
  const address = webAddress(isBare ? `https://${text}` : text);
  return address !== null && /\.[^.]/.test(new URL(address).hostname) && !/\s/.test(text) ? address : null;
}
