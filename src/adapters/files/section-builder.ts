import type { Section } from "../../knowledge/document.ts";

/** Where a section stands. */
interface Place {
  readonly anchor: string | null;
  readonly page: number | null;
}

/** Collects headings and paragraphs in reading order and hands back sections. */
export interface SectionBuilder {
  heading(level: number, text: string, place?: Partial<Place>): void;
  paragraph(text: string): void;
  /** From here on text stands on this page; the headings above it still hold. */
  page(page: number): void;
  sections(): readonly Section[];
}

export function createSectionBuilder(): SectionBuilder {
  const finished: Section[] = [];
  let path: { readonly level: number; readonly text: string }[] = [];
  let place: Place = { anchor: null, page: null };
  let paragraphs: string[] = [];

  const close = (): void => {
    if (paragraphs.length > 0) {
      finished.push({ headingPath: path.map((step) => step.text), ...place, paragraphs });
    }
    paragraphs = [];
  };

  return {
    heading: (level, text, at = {}) => {
      close();
      const title = oneLine(text);
      if (title === "") return;
      path = [...path.filter((step) => step.level < level), { level, text: title.slice(0, 300) }];
      place = { anchor: at.anchor ?? null, page: at.page ?? place.page };
    },
    paragraph: (text) => {
      const trimmed = text.trim();
      if (trimmed !== "") paragraphs.push(trimmed);
    },
    page: (page) => {
      close();
      place = { anchor: place.anchor, page };
    },
    sections: () => {
      close();
      // A file of headings only still says something.
      const [last] = path.slice(-1);
      if (finished.length === 0 && last !== undefined) {
        return [
          { headingPath: [], anchor: null, page: place.page, paragraphs: path.map((step) => step.text) },
        ];
      }
      return finished;
    },
  };
}

/** Runs of white space as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A table row as a sentence people and search can read: `Who: techUK; Value: £41.5 billion`. */
export function tableRow(header: readonly string[], cells: readonly string[]): string {
  return cells
    .map((cell, index) => {
      const label = header[index] ?? "";
      return label === "" || cell === "" || label === cell ? cell : `${label}: ${cell}`;
    })
    .filter((cell) => cell !== "")
    .join("; ");
}
