/** Enough of a fingerprint to bind a button to what was shown, and too much to be guessed. */
const shownCharacters = 16;

/** What of it stands behind a button. */
export function shownFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, shownCharacters);
}

/** Whether a button that says `shown` was shown with that: all that stands behind one, not a part of it. */
export function isShownFingerprint(shown: string, fingerprint: string): boolean {
  return shown.length === shownCharacters && shown === shownFingerprint(fingerprint);
}
