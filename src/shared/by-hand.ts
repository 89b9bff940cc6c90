/** Begins the source key of each event that was added by hand; what follows is its own key, a UUID. */
export const byHandPrefix = "by-hand:";
