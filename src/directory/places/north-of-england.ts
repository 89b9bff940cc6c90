/** The north of England; `parse-place-list.ts` says how a list is written, `places.ts` what it rests on. */
export const northOfEngland = `
# North East @north-east + the-north = NE, the north east, north-east, north east england
Tyneside + tyne-and-wear: Newcastle upon Tyne = newcastle, newcastle-upon-tyne, the toon, n'castle; Gateshead; South Shields; North Shields; Tynemouth; Wallsend; Whitley Bay; Jarrow
Wearside + tyne-and-wear: Sunderland; Washington; Houghton-le-Spring
Northumberland: Blyth; Alnwick; Hexham; Morpeth; Cramlington; Ashington; Berwick-upon-Tweed = berwick, berwick upon tweed
County Durham = co durham: Durham; Bishop Auckland; Consett; Chester-le-Street; Newton Aycliffe; Peterlee; Seaham; Sedgefield; Barnard Castle
Tees Valley = teesside, tees: Middlesbrough = boro; Stockton-on-Tees = stockton, stockton on tees; Hartlepool; Darlington = darlo; *Redcar; Billingham; Thornaby
# North West @north-west + the-north = NW, the north west, north-west, north west england
Greater Manchester = gtr manchester, GM: Manchester = manc, mcr, manny, madchester; Salford; Stockport; Bolton; *Bury; Rochdale; Oldham; Wigan; Trafford; Altrincham; *Sale; Ashton-under-Lyne = ashton under lyne; Tameside; Leigh; MediaCity = mediacityuk, media city; Ancoats
Lancashire = lancs: Preston; Lancaster; Blackburn; Burnley; Blackpool; Morecambe; Chorley; Accrington; *Nelson; Colne; Skelmersdale; Leyland; Ormskirk; Fleetwood; Lytham St Annes = lytham; Clitheroe
Merseyside = liverpool city region: Liverpool = l'pool, lpool; Birkenhead; *St Helens; Southport; Bootle; Wirral = the wirral; Knowsley
Cheshire: Chester; Warrington; *Crewe; Macclesfield; Runcorn; Widnes; Halton; Ellesmere Port; Knutsford; Wilmslow; Northwich; Congleton; Daresbury
Cumbria = the lakes, lake district: Carlisle; Barrow-in-Furness = barrow in furness; Kendal; Penrith; Workington; Whitehaven; Ulverston; Keswick
# Yorkshire and The Humber @yorkshire-and-the-humber + the-north = yorkshire, yorks, yorkshire & the humber, yorkshire and humber, yorks and humber
West Yorkshire = w yorks, west yorks: Leeds; Bradford; Wakefield; Huddersfield = hudds; Halifax; Dewsbury; Keighley; Otley; Pudsey; Castleford; Pontefract; Ilkley; Hebden Bridge; Calderdale; Kirklees; Batley
South Yorkshire = s yorks, south yorks: Sheffield = sheff, steel city; Doncaster = donny; Rotherham; Barnsley
North Yorkshire = n yorks, north yorks: York; Harrogate; Scarborough; Skipton; Whitby; Selby; Northallerton; Thirsk; Ripon; *Malton; Richmond @richmond-north-yorkshire; *Settle; Tadcaster
East Riding of Yorkshire + humber = east yorkshire, e yorks, east yorks, east riding: Hull = kingston upon hull, kingston-upon-hull; Beverley; Bridlington; Goole; Driffield; Hessle
North Lincolnshire + humber: Scunthorpe
North East Lincolnshire + humber: Grimsby; Cleethorpes; Immingham
`;
