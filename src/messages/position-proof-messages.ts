interface Counts {
  readonly asked: number;
  readonly signed: number;
  readonly abstained: number;
  readonly dissented: number;
}

const counted = ({ asked, signed, abstained, dissented }: Counts): string =>
  `${signed} signed, ${abstained} abstained, ${dissented} dissented, of ${asked} asked`;

/** What is said about proofs of policy positions, on the command line. */
export const positionProofMessages = {
  unknown: (topic: string) => `There is no position on “${topic}”.`,
  several: (topic: string, names: readonly string[]) =>
    `“${topic}” may be ${names.join(" or ")}. Say which by its name, or whose with --owner.`,
  named: (name: string, topic: string, owner: string) => `${name} (${topic}, ${owner})`,
  noVersion: (name: string, version: number, versions: readonly number[]) =>
    `${name} has no version ${version}; it has ${versions.join(", ")}.`,
  written: (file: string) => `Written to ${file}`,
  unwritable: (file: string, reason: string) =>
    `${file} cannot be written (${reason}). Name a new file in a folder you may write in.`,
  unreadable: (file: string, reason: string) => `${file} cannot be read (${reason}).`,
  noProof: (file: string) => `No: ${file} is no proof of a position, or a damaged one.`,
  holds: (name: string, version: number) =>
    `Yes: the fingerprint and the tally of ${name}, version ${version}, come out as the file says.`,
  compare: (fingerprint: string) =>
    `The fingerprint is ${fingerprint}: that the clusters signed this text, compare it with the audit trail or a copy of theirs.`,
  tally: counted,
  imported:
    "It was adopted before it came into the register: stances are as the imported file has them, and no tally adopted it.",
  fails: (name: string, version: number) => `No: ${name}, version ${version}, is not as the file says.`,
  problems: {
    fingerprint: (computed: string) => `The fingerprint of its text, title and position is ${computed}.`,
    tally: (computed: Counts) => `The tally of its stances is ${counted(computed)}.`,
    quorum: "It says that it was adopted by a tally, and its quorum is not met.",
    status: "Its status, and the days from and until which it was the line, do not belong together.",
    twice: (cluster: string) => `${cluster} has two stances that count.`,
    "without-reason": (cluster: string) => `${cluster} dissents without a reason.`,
    "after-adoption": (cluster: string) => `The stance of ${cluster} is from after the adoption.`,
    "not-asked": (cluster: string) => `${cluster} has a stance and was not asked.`,
  },
};
