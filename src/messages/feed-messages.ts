/** What published calendars and the page that offers them say. */
export const feedMessages = {
  all: "Tech cluster events",
  of: (what: string) => `Tech events: ${what}`,
  tagged: (tag: string) => `Tech events: ${tag}`,
  cancelled: (title: string) => `CANCELLED: ${title}`,
  soldOut: (title: string) => `${title} (sold out)`,
  moved: "This date was moved: it is the new one.",
  organiser: (who: string) => `Organiser: ${who}`,
  price: (price: string) => `Price: ${price}`,
  online: (address: string) => `Online: ${address}`,
  from: (cluster: string) => `Told by ${cluster}.`,
  noZone: "Its calendar names no time zone; UK time is assumed.",
} as const;
