/** The Midlands and the east of England; `parse-place-list.ts` says how a list is written. */
export const midlandsAndEast = `
# West Midlands @west-midlands + midlands = WM, west mids, w mids, the west mids, west midlands region
West Midlands conurbation @west-midlands-conurbation = wmca: Birmingham = brum, bham, b'ham, second city; Coventry = cov; Solihull; Sutton Coldfield; Digbeth; Edgbaston
Black Country + west-midlands-conurbation = the black country: Wolverhampton = wolves; Dudley; Walsall; West Bromwich; Sandwell; Stourbridge; Halesowen
Warwickshire = warks: Warwick; Leamington Spa = leamington, royal leamington spa; *Rugby; Nuneaton; Stratford-upon-Avon = stratford upon avon; Kenilworth; Bedworth; Gaydon
Worcestershire = worcs: Worcester; Malvern = great malvern; Redditch; Kidderminster; Bromsgrove; Evesham; Droitwich
Herefordshire: Hereford; Leominster; Ledbury; Ross-on-Wye
Shropshire = shrops, salop: Shrewsbury; Telford; Oswestry; Bridgnorth; Ludlow; Newport @newport-shropshire; Whitchurch
Staffordshire = staffs: Stafford; Stoke-on-Trent = stoke, stoke on trent; Newcastle-under-Lyme = newcastle, newcastle under lyme; Lichfield; Tamworth; Burton upon Trent = burton on trent, burton-on-trent; Cannock; *Leek; *Stone; Keele; Hanley
# East Midlands @east-midlands + midlands = EM, east mids, e mids, the east mids
Derbyshire: Derby; Chesterfield > sheffield; Dronfield > sheffield; *Buxton; Glossop > manchester; Ilkeston; Long Eaton; Matlock; Swadlincote; Killamarsh > sheffield; Eckington > sheffield
Nottinghamshire = notts: Nottingham; Mansfield; Newark-on-Trent = newark, newark on trent; Worksop > sheffield; Retford; Beeston; Hucknall; Arnold; Sutton-in-Ashfield = sutton in ashfield
Leicestershire = leics: Leicester; Loughborough; Hinckley; Melton Mowbray; Market Harborough; Coalville; Lutterworth
Rutland: Oakham; Uppingham
Northamptonshire = northants: Northampton; Kettering; Corby; Wellingborough; Daventry; Rushden; Silverstone; Brackley
Lincolnshire = lincs: Lincoln; Boston; Grantham; Skegness; Stamford; Spalding; Gainsborough; Louth; Sleaford
# East of England @east-of-england = the east, the eastern, eastern england, east england, eastern region
Norfolk + east-anglia: Norwich; King's Lynn = kings lynn; Great Yarmouth; Thetford; *Diss; Cromer; Dereham; *Holt; Swaffham; Hethel
Suffolk + east-anglia: Ipswich; Bury St Edmunds = bury st edmunds; Lowestoft; Felixstowe; Woodbridge; Sudbury; Haverhill; Newmarket; Stowmarket; Martlesham; Adastral Park
Cambridgeshire + east-anglia = cambs: Cambridge; Peterborough; Huntingdon; Ely; Wisbech; St Neots; St Ives @st-ives-cambridgeshire; Fenland = the fens
Essex: Chelmsford; Colchester; Southend-on-Sea = southend, southend on sea; Basildon; Harlow; Brentwood; Braintree; Clacton-on-Sea = clacton; Thurrock; Saffron Walden; Stansted; Billericay; Grays; Maldon; Epping > london
Hertfordshire = herts: Watford > london; St Albans; Stevenage; Hemel Hempstead = hemel; Welwyn Garden City = welwyn; Hatfield; Hertford; Royston; Bishop's Stortford = bishops stortford; Letchworth; Hitchin; Potters Bar > london; *Ware; Cheshunt > london; Borehamwood > london
Bedfordshire = beds: Bedford; Luton; Dunstable; Leighton Buzzard; Biggleswade; Cranfield; *Sandy
`;
