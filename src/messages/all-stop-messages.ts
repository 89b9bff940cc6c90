/** What is said to whoever stops all announcements, or lets them go on. */
export const allStopMessages = {
  stopped:
    "All announcements are stopped: nothing is sent anywhere, of any cluster. Nothing is lost, and taking back still works.",
  already: "All announcements were stopped already: nothing is sent anywhere.",
  mayGoOn: "You can let them go on (/cluster announce restart).",
  whoMayGoOn: (names: string) =>
    `Was it a slip? An administrator can let them go on at once (/cluster announce restart): ${names}. I have written to those I could find.`,
  nobodyMayGoOn:
    "Was it a slip? Only an administrator can let them go on (/cluster announce restart), and I know none by name: ask whoever runs me.",
  resumed: (late: number) =>
    late === 0
      ? "Announcements go out again."
      : `Announcements go out again. ${late === 1 ? "One" : String(late)} became due meanwhile and was not sent: /cluster announce list shows which, and asks what to do.`,
  notStopped: "Nothing was stopped.",
} as const;
