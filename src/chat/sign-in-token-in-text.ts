/**
 * 32 random bytes in base64url: what stands behind the `#` of a link to sign in, or in the cookie of a session. What is
 * part of another site's address, a page or a key to read it with, is none.
 */
const token = /(?:(?<=%23)|(?<![\w/-])(?<![?&][\w.%-]*=))[\w-]{43}(?![\w-])/g;

/** The name of a long page has no capitals; of 4 billion tokens one has none, or nothing else. */
function isMixed(found: string): boolean {
  return /[A-Z]/.test(found) && /[a-z]/.test(found);
}

/** The text with every token to sign in with replaced. */
export function replaceSignInTokens(text: string, replace: (token: string) => string): string {
  return text.replaceAll(token, (found) => (isMixed(found) ? replace(found) : found));
}
