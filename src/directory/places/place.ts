/** `outside`: beside the United Kingdom and not part of it, as Jersey. `area`: what people say of several counties. */
export type PlaceKind = "country" | "nation" | "region" | "area" | "county" | "town" | "outside";

/** A place people name. Its own names and parents stand in the lists of this folder. */
export interface Place {
  /** Stable, kebab case; the same words as the name where no other place has it. */
  readonly id: string;
  readonly name: string;
  readonly kind: PlaceKind;
  /** Ids of what it lies in. */
  readonly parents: readonly string[];
  readonly aliases: readonly string[];
  /** Id of the city beyond its region's border that people there look to; null for most. */
  readonly lookedTo: string | null;
  /** Reading, Bath, Deal: it counts only where a place is meant. */
  readonly isEverydayWord: boolean;
}
