/** As much of a name as a choice in a form shows: Slack's limit for the text of an option. */
export const labelCharacters = 75;
