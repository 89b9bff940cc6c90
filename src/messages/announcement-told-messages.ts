/** What people are told of announcements by a message of their own. */
export const announcementToldMessages = {
  approve: (name: string) => `An announcement waits for your approval. ${name}`,
  refused: (name: string) =>
    `${name} was sent back: it is a draft again, and nothing is sent. Change it and ask once more.`,
  expired: (name: string) =>
    `Nobody approved ${name} in time: it is a draft again, and nothing is sent. Give it another time and ask once more.`,
  expiredEdit: (name: string) =>
    `Nobody approved the correction of ${name} within a week, so it was dropped: what was sent stays as it is. Correct it once more if it is still wrong.`,
  held: (name: string) =>
    `An announcement of another cluster waits for your yes before it comes to your channels. ${name}`,
  heldEdit: (name: string) =>
    `An announcement of another cluster that you have was corrected. Your channels keep the earlier text until you let the other through. ${name}`,
  mayVeto: (name: string) =>
    `An announcement of another cluster is to come to your channels. If nobody of you says no, it goes out there. ${name}`,
  waiting: (count: number) =>
    count === 1 ? "One announcement waits for you." : `${count} announcements wait for you.`,
  late: (name: string, count: number) =>
    `I was away, or stopped, when this was due, and did not send it to ${count === 1 ? "one channel" : `${count} channels`}: ${name}. Say what should become of it.`,
  stopped:
    "Somebody who looks after announcements has stopped all of them, of every cluster: nothing is sent until an administrator, such as you, lets them go on. What becomes too late meanwhile is asked about.",
  goesOn: "All announcements were stopped for a while. They go out again.",
  troubled: (workspace: string, why: string) =>
    `I can't send announcements in ${workspace}: ${why}. I try again every five minutes. Nothing is lost; what becomes too late is asked about.`,
};
