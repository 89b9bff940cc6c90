import { RecordsDesk } from "./records-desk.ts";

const at = (title: string, rest: string) => `${title}@x,${title},${rest}`;
const events = `uid,title,cluster,start,end,venue,postcode,price,tags,audience,url,status
${at("Rust Supper", "aire,2026-12-01T18:00,2026-12-01T20:00,Old_Mill,LS1 9ZZ,£6,rust,public,https://e.example/rust,scheduled")}
${at("Founders Supper", "aire,2026-12-02T18:00,2026-12-02T20:00,Old Mill,LS1 9ZZ,Free,founders,members,https://e.example/founders,scheduled")}
${at("Board Supper", "aire,2026-12-02T18:00,2026-12-02T20:00,Old Mill,LS1 9ZZ,Free,founders,board,https://e.example/board,scheduled")}
${at("Federation Supper", "fed,2026-12-02T19:00,2026-12-02T20:00,Old Mill,LS1 9ZZ,Free,founders,members,https://e.example/fed,scheduled")}
${at("Called Off", "aire,2026-12-03T18:00,2026-12-03T20:00,Old Mill,LS1 9ZZ,Free,clinic,public,https://e.example/off,cancelled")}
${at("Guest Talk", "avon,2026-12-03T18:00,2026-12-03T20:00,Old Mill,LS1 9ZZ,,talks,public,,scheduled")}
${at("Avon Night", "avon,2026-12-03T18:00,2026-12-03T20:00,The Dock,BS1 5TY,,talks,public,,scheduled")}
${at("Spring Day", "aire,2027-03-10T09:00,2027-03-10T17:00,Old Mill,LS1 9ZZ,Free,cloud,public,,scheduled")}
`;

/** Two clusters and their federation, with suppers in the first days of December 2026 for everybody and for some. */
export async function openSuppers(): Promise<RecordsDesk> {
  const desk = await RecordsDesk.open([
    { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: [] },
    { id: "aire", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire"] },
    { id: "avon", name: "Avon Tech", region: "South West", nicknames: ["avon"] },
  ]);
  await desk.events(events);
  return desk;
}
