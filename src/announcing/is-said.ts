import type { Receipt } from "./poster.port.ts";

/** Of a part that only a person saw: it cannot be changed or taken back from here. */
export const isSaid = ({ id }: Receipt): boolean => id === "";
