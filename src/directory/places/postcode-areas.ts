/**
 * Postcode areas, one a line: the area, the places all of it lies in (several where it lies across a border), then
 * districts that are known more exactly. What is not listed is told no more exactly than the area.
 */
export const postcodeAreas = `
AB grampian; 10-16 aberdeen; 21-25 aberdeen
AL hertfordshire; 1-4 st-albans; 7-8 welwyn-garden-city; 10 hatfield
B west-midlands; 1-38 birmingham; 40 birmingham; 42-45 birmingham; 46 warwickshire; 47-48 worcestershire; 49-50 warwickshire; 60-61 bromsgrove; 62-63 halesowen; 64-71 sandwell; 72-76 sutton-coldfield; 77-79 tamworth; 80 warwickshire; 90-94 solihull; 95 warwickshire; 96-98 redditch
BA south-west; 1-2 bath; 3 somerset; 4-11 somerset; 12-15 wiltshire; 16 somerset; 20-22 somerset
BB lancashire; 1-2 blackburn; 10-12 burnley
BD west-yorkshire, north-yorkshire; 1-20 west-yorkshire; 21-22 keighley; 23-24 north-yorkshire; 1-10 bradford; 11-15 bradford
BH dorset, hampshire; 1-11 bournemouth; 12-18 poole; 19-21 dorset; 22 dorset; 23 christchurch; 24 hampshire; 25 hampshire; 31 dorset
BL greater-manchester; 1-7 bolton; 8-9 bury
BN sussex; 1-2 brighton; 3 hove; 41-43 sussex; 11-14 worthing; 20-23 eastbourne; 7-8 lewes; 5-6 west-sussex; 15-18 west-sussex; 25-27 east-sussex; 44-45 west-sussex
BR london, kent; 1-7 london; 8 swanley
BS bristol, somerset; 1-16 bristol; 20-29 somerset; 30-37 west-of-england; 39-40 somerset; 41-49 bristol
BT northern-ireland; 1-17 belfast; 47-48 derry; 27-28 lisburn; 34-35 newry; 60-61 armagh; 74 enniskillen; 78-79 omagh; 19-20 bangor-northern-ireland; 36-37 newtownabbey
CA cumbria; 1-3 carlisle
CB cambridgeshire, suffolk, essex; 1-5 cambridge; 6-7 ely; 8 newmarket; 9 haverhill; 10-11 saffron-walden; 21-25 cambridgeshire
CF south-wales; 3 cardiff; 5 cardiff; 10-11 cardiff; 14-15 cardiff; 23-24 cardiff; 31-36 bridgend; 37 pontypridd; 47-48 merthyr-tydfil; 62-63 barry; 64 penarth; 83 caerphilly
CH cheshire, merseyside, north-wales; 1-3 chester; 4 cheshire, north-wales; 5-8 north-wales; 7 mold; 41-49 wirral; 60-63 wirral; 64 cheshire; 65-66 ellesmere-port
CM essex; 1-3 chelmsford; 17-20 harlow; 13-15 brentwood; 21-23 bishop-s-stortford, essex
CO essex, suffolk; 1-7 colchester; 10 sudbury; 8 suffolk; 15-16 clacton-on-sea
CR london, surrey; 0 croydon; 2 croydon; 3 surrey; 4-5 london; 6 surrey; 7-8 london; 9 croydon
CT kent; 1-4 canterbury; 5 whitstable; 9 margate; 11-12 ramsgate; 13 sandwich; 14 deal; 16-17 dover; 18-20 folkestone
CV west-midlands; 1-6 coventry; 7 warwickshire; 8 warwickshire; 9 warwickshire; 10-11 nuneaton; 12 bedworth; 21-23 rugby; 31-33 leamington-spa; 34-35 warwick; 37 stratford-upon-avon; 13 leicestershire
CW cheshire; 1-2 crewe; 3 cheshire, staffordshire
DA london, kent; 1-4 dartford; 5-8 london; 9-10 kent; 11-13 gravesend; 14-18 london
DD tayside, fife; 1-5 dundee; 6 fife; 7-11 tayside
DE derbyshire, staffordshire; 1-3 derby; 4-7 derbyshire; 11 swadlincote; 12 derbyshire, leicestershire; 13-15 burton-upon-trent; 21-24 derby; 45 derbyshire; 55-56 derbyshire; 65 derbyshire; 72-75 derbyshire; 99 derby
DG dumfries-and-galloway, scottish-borders; 1-2 dumfries
DH county-durham; 1 durham; 4-5 wearside, county-durham; 8 consett
DL county-durham, north-yorkshire; 1-3 darlington; 4-5 county-durham; 6-11 north-yorkshire; 12-17 county-durham
DN south-yorkshire, lincolnshire, nottinghamshire, humber; 1-12 doncaster; 14 goole; 15-17 scunthorpe; 18-20 north-lincolnshire; 21 gainsborough; 22 retford; 31-34 grimsby; 35 cleethorpes; 36-37 grimsby; 38 north-lincolnshire, lincolnshire; 39-41 immingham; 55 doncaster
DT dorset; 1-2 dorchester; 3-5 weymouth
DY west-midlands; 1-3 dudley; 4-5 black-country; 6 black-country, staffordshire; 7 staffordshire; 8-9 stourbridge; 10-11 kidderminster; 12-14 worcestershire, shropshire
E london
EC london
EH lothian, scottish-borders; 1-17 edinburgh; 28-30 edinburgh; 43-46 scottish-borders; 47-48 bathgate; 53-54 livingston
EN london, hertfordshire, essex; 1-5 london; 6 potters-bar; 7-8 cheshunt; 9 essex; 10-11 hertfordshire
EX devon, cornwall; 1-6 exeter; 23 bude; 22 devon, cornwall
FK forth-valley; 1-6 falkirk; 7-9 stirling
FY lancashire; 1-4 blackpool; 7 fleetwood; 8 lytham-st-annes
G glasgow-and-clyde; 1-5 glasgow; 11-15 glasgow; 20-23 glasgow; 31-34 glasgow; 40-46 glasgow; 51-53 glasgow
GL gloucestershire, wiltshire; 1-4 gloucester; 5-6 stroud; 50-54 cheltenham; 7 cirencester; 20 tewkesbury; 16 gloucestershire, south-wales
GU surrey, hampshire, west-sussex; 1-5 guildford; 6-10 surrey; 11-14 hampshire; 15-20 surrey; 21-24 woking; 28-29 west-sussex; 30-35 hampshire; 46 hampshire; 47 berkshire; 51-52 fleet
GY guernsey
HA london, hertfordshire; 0-5 harrow; 6 london, hertfordshire; 7-9 london
HD west-yorkshire; 1-9 huddersfield
HG north-yorkshire; 1-3 harrogate; 4 ripon
HP hertfordshire, buckinghamshire, bedfordshire; 1-3 hemel-hempstead; 4-5 hertfordshire; 6-8 amersham; 9 beaconsfield; 10-15 high-wycombe; 16 buckinghamshire; 17-22 aylesbury; 23 hertfordshire; 27 buckinghamshire
HR herefordshire, mid-wales; 1-4 hereford; 6 leominster; 8 ledbury; 9 ross-on-wye; 3 herefordshire, mid-wales; 5 herefordshire, mid-wales
HS western-isles; 1 stornoway
HU east-riding-of-yorkshire; 1-9 hull; 13 hessle; 17 beverley
HX west-yorkshire; 1-4 halifax; 7 hebden-bridge
IG london, essex; 1-6 ilford; 7-10 london, essex; 11 london
IM isle-of-man
IP suffolk, norfolk; 1-5 ipswich; 11 felixstowe; 12 woodbridge; 14 stowmarket; 20-22 norfolk, suffolk; 24-26 thetford; 27-28 suffolk; 28-33 bury-st-edmunds; 98 diss
IV highlands, grampian; 1-3 inverness; 30-32 elgin; 36 grampian
JE jersey
KA ayrshire; 1-3 kilmarnock; 6-8 ayr; 11-12 irvine
KT surrey, london; 1-2 kingston-upon-thames; 3-6 london; 7-8 surrey; 9 london, surrey; 10-24 surrey; 17-19 epsom
KW highlands, orkney; 1 wick; 14 thurso; 15-17 orkney
KY fife; 1-2 kirkcaldy; 11-12 dunfermline; 16 st-andrews; 6-7 glenrothes; 13 fife, tayside
L merseyside, lancashire; 1-33 liverpool; 20 bootle; 37-38 merseyside; 39-40 ormskirk; 34-36 knowsley
LA lancashire, cumbria, north-yorkshire; 1-2 lancaster; 3-4 morecambe; 5 lancashire; 6 lancashire, north-yorkshire, cumbria; 7 cumbria; 8-9 kendal; 10-23 cumbria; 13-16 barrow-in-furness
LD mid-wales; 1 llandrindod-wells; 3 brecon; 7-8 mid-wales, herefordshire
LE leicestershire, rutland; 1-9 leicester; 10 hinckley; 11-12 loughborough; 13-14 melton-mowbray; 15 oakham; 16 market-harborough; 17 leicestershire; 17 lutterworth; 67 coalville
LL north-wales; 11-14 wrexham; 18 rhyl; 30 llandudno; 57 bangor; 58-78 anglesey
LN lincolnshire; 1-6 lincoln; 7 lincolnshire, north-lincolnshire
LS west-yorkshire, north-yorkshire; 1-20 leeds; 21 otley; 22-23 leeds; 24 tadcaster; 25-28 leeds; 29 ilkley
LU bedfordshire, hertfordshire, buckinghamshire; 1-4 luton; 5-6 dunstable; 7 leighton-buzzard
M greater-manchester; 1-4 manchester; 5-7 salford; 8-9 manchester; 11-23 manchester; 24 rochdale; 25-26 greater-manchester; 27-28 salford; 30 salford; 31-32 trafford; 33 sale; 34-35 tameside; 38 salford; 40-41 manchester; 43 tameside; 44 salford; 45-46 greater-manchester; 50 salford; 90 manchester
ME kent; 1-3 rochester; 4-5 chatham; 7-8 gillingham-kent; 9-10 sittingbourne; 13 faversham; 14-20 maidstone
MK buckinghamshire, bedfordshire; 1-15 milton-keynes; 16 newport-pagnell; 17 buckinghamshire, bedfordshire; 18 buckingham; 19 milton-keynes; 40-42 bedford; 43 bedfordshire; 44-45 bedfordshire; 46 buckinghamshire; 77 milton-keynes
ML glasgow-and-clyde; 1 motherwell; 3 hamilton; 5 coatbridge; 6 airdrie
N london
NE tyneside, northumberland; 1-7 newcastle-upon-tyne; 8-11 gateshead; 12-13 newcastle-upon-tyne; 15-20 newcastle-upon-tyne; 21 gateshead; 22 northumberland; 23 cramlington; 24 blyth; 25-26 whitley-bay; 28 wallsend; 29-30 north-shields; 31 tyneside; 32 jarrow; 33-34 south-shields; 35-36 tyneside; 37-38 washington; 39-40 gateshead; 41-49 northumberland; 61-71 northumberland
NG nottinghamshire, lincolnshire, derbyshire; 1-9 nottingham; 10 nottinghamshire, derbyshire; 11-12 nottingham; 13-15 nottinghamshire; 16 nottinghamshire, derbyshire; 17 sutton-in-ashfield; 18-21 mansfield; 22-25 newark-on-trent; 31-33 grantham; 34 sleaford
NN northamptonshire, buckinghamshire; 1-7 northampton; 8-10 wellingborough; 11 daventry; 12 northamptonshire; 13 brackley; 14-16 kettering; 17-18 corby; 29 northamptonshire
NP south-wales, gloucestershire; 7 abergavenny; 10-11 newport; 16 chepstow; 18-20 newport; 23 ebbw-vale; 25 south-wales, gloucestershire; 44 cwmbran
NR norfolk, suffolk; 1-8 norwich; 18-20 norfolk; 19-20 dereham; 27 cromer; 30-31 great-yarmouth; 32-33 lowestoft; 34-35 suffolk
NW london
OL greater-manchester, lancashire, west-yorkshire; 1-4 oldham; 5-9 greater-manchester; 10-12 rochdale; 13 lancashire; 14 west-yorkshire; 15-16 rochdale
OX oxfordshire, northamptonshire; 1-4 oxford; 11 didcot; 14 abingdon; 15-16 banbury; 17 oxfordshire, northamptonshire; 25-27 bicester; 28-29 witney
PA glasgow-and-clyde, argyll-and-bute; 1-3 paisley; 15-16 greenock; 20-78 argyll-and-bute; 34 oban
PE cambridgeshire, lincolnshire, norfolk, northamptonshire; 1-7 peterborough; 8 northamptonshire; 9 stamford; 10-12 lincolnshire; 13-14 wisbech; 15 cambridgeshire; 16 cambridgeshire; 19 st-neots; 20-22 boston; 23-25 skegness; 26-29 huntingdon; 27 st-ives-cambridgeshire; 30 king-s-lynn; 31-38 norfolk
PH tayside, highlands; 1-3 perth; 16 pitlochry; 19-26 highlands; 33 fort-william; 30-44 highlands; 49-50 highlands
PL devon, cornwall; 1-9 plymouth; 10-11 cornwall; 12 saltash; 13-14 cornwall; 15 launceston, devon; 16 devon; 17-18 cornwall; 19-21 devon; 22-24 cornwall; 25-26 st-austell; 27-35 cornwall
PO hampshire, isle-of-wight, west-sussex; 1-6 portsmouth; 7-9 hampshire; 10 hampshire, west-sussex; 11 hampshire; 12-13 gosport; 14-17 fareham; 18-20 chichester; 21-22 bognor-regis; 30 newport-isle-of-wight; 31-41 isle-of-wight
PR lancashire, merseyside; 1-5 preston; 6-7 chorley; 8-9 southport; 25-26 leyland
RG berkshire, hampshire, oxfordshire; 1-2 reading; 4-6 reading; 7-8 berkshire; 9 henley-on-thames; 10 reading; 12 bracknell; 14 newbury; 17-20 berkshire; 21-24 basingstoke; 25-28 hampshire; 29 hampshire; 30-31 reading; 40-41 wokingham; 42 bracknell; 45 berkshire
RH surrey, west-sussex; 1 redhill; 2 reigate; 3-5 surrey; 6 surrey; 7-9 surrey; 10-11 crawley; 12-14 horsham; 15-17 west-sussex; 18 east-sussex, west-sussex; 19 east-grinstead; 20 west-sussex
RM essex, london; 1-7 romford; 8-14 london; 15-20 thurrock
S south-yorkshire, derbyshire, nottinghamshire; 1-14 sheffield; 17 sheffield; 18 dronfield; 20 sheffield; 21 eckington; 25-26 rotherham; 32-33 derbyshire; 35-36 sheffield; 40-45 chesterfield; 49 derbyshire; 60-66 rotherham; 63-64 south-yorkshire; 70-75 barnsley; 80-81 worksop
SA south-wales, west-wales; 1-9 swansea; 10-11 neath; 12-13 port-talbot; 14-15 llanelli; 31-33 carmarthen; 61-62 haverfordwest; 16-20 west-wales; 34-73 west-wales
SE london
SG hertfordshire, bedfordshire, cambridgeshire; 1-2 stevenage; 4-5 hitchin; 6 letchworth; 8 hertfordshire, cambridgeshire; 12 ware; 13-14 hertford; 15-17 bedfordshire; 18 biggleswade; 19 sandy
SK cheshire, greater-manchester, derbyshire; 1-8 stockport; 9 wilmslow; 10-11 macclesfield; 12 cheshire; 13 glossop; 14-16 tameside; 17 buxton; 22-23 derbyshire
SL berkshire, buckinghamshire, surrey; 0 buckinghamshire; 1-3 slough; 4 windsor; 5 ascot; 6 maidenhead; 7 marlow; 8-9 buckinghamshire
SM london, surrey; 1-5 sutton; 6 london; 7 surrey, london
SN wiltshire, oxfordshire; 1-6 swindon; 7 oxfordshire, wiltshire; 10 devizes; 12 wiltshire; 13-15 chippenham; 25-26 swindon
SO hampshire, wiltshire; 14-19 southampton; 20-24 hampshire; 30-32 hampshire; 50-53 hampshire; 22-23 winchester; 50 eastleigh; 51 hampshire, wiltshire
SP wiltshire, hampshire, dorset; 1-5 salisbury; 6 hampshire, wiltshire, dorset; 7-8 dorset, wiltshire; 9 wiltshire; 10-11 andover
SR wearside, county-durham; 1-6 sunderland; 7 seaham; 8 peterlee
SS essex; 0-3 southend-on-sea; 12-16 basildon
ST staffordshire; 1-4 stoke-on-trent; 5 newcastle-under-lyme; 6-12 stoke-on-trent; 13 leek; 14 staffordshire; 15 stone; 16-18 stafford; 7 staffordshire, cheshire
SW london
SY shropshire, mid-wales, west-wales, cheshire; 1-6 shropshire; 1-3 shrewsbury; 7-9 shropshire; 8 ludlow; 10-11 oswestry; 12 shropshire; 13 shropshire, cheshire; 14 cheshire; 15-20 mid-wales; 21-22 mid-wales; 16 newtown; 21 welshpool; 23-25 west-wales; 23 aberystwyth
TA somerset, devon; 1-4 taunton; 5-7 bridgwater; 20 chard; 22 somerset, devon; 24 minehead
TD scottish-borders, northumberland; 1 galashiels; 5 scottish-borders, northumberland; 9 scottish-borders; 12 scottish-borders, northumberland; 15 berwick-upon-tweed; 2-4 scottish-borders; 6-8 scottish-borders; 10-11 scottish-borders; 13-14 scottish-borders
TF shropshire; 1-7 telford; 9 shropshire, staffordshire; 10 newport-shropshire
TN kent, east-sussex; 1-4 tunbridge-wells; 9-11 tonbridge; 13-15 sevenoaks; 16 kent, london; 5-7 east-sussex; 19-22 east-sussex; 23-27 ashford; 31-40 east-sussex; 33 battle; 34-35 hastings; 37-38 hastings; 39-40 bexhill
TQ devon; 1-2 torquay; 3-4 paignton; 9 totnes; 12-13 newton-abbot
TR cornwall; 1-4 truro; 7-8 newquay; 10 penryn; 11 falmouth; 14 camborne; 15-16 redruth; 18-20 penzance; 21-25 isles-of-scilly; 26 st-ives
TS tees-valley; 1-9 middlesbrough; 10-11 redcar; 15 north-yorkshire, tees-valley; 16-21 stockton-on-tees; 22-27 hartlepool; 9 north-yorkshire, tees-valley
TW london, surrey; 1-2 twickenham; 3-8 hounslow; 9-10 richmond-london; 11-14 london; 15-17 surrey; 18 staines; 19 surrey; 20 egham
UB london; 8-10 uxbridge
W london
WA cheshire, merseyside, greater-manchester; 1-5 warrington; 6-8 cheshire; 7 runcorn; 8 widnes; 9-11 st-helens; 12 merseyside; 3 warrington, wigan; 13 cheshire; 14-15 altrincham; 16 knutsford
WC london
WD hertfordshire; 6 borehamwood; 17-19 watford; 24-25 watford; 23 hertfordshire, london
WF west-yorkshire; 1-5 wakefield; 8-9 pontefract; 10 castleford; 12-13 dewsbury; 17 batley
WN greater-manchester, lancashire, merseyside; 1-7 wigan; 8 skelmersdale
WR worcestershire; 1-6 worcester; 9 droitwich; 10-12 evesham; 13-14 malvern
WS west-midlands; 1-6 walsall; 7-8 staffordshire, walsall; 9 walsall; 10 black-country; 11-12 cannock; 13-14 lichfield; 15 staffordshire
WV west-midlands; 1-4 wolverhampton; 5-9 staffordshire, shropshire; 6 wolverhampton; 10-11 wolverhampton; 12-13 black-country; 14 wolverhampton; 15-16 bridgnorth
YO north-yorkshire, east-riding-of-yorkshire; 1 york; 7-8 north-yorkshire; 10 york; 11-14 scarborough; 15-16 bridlington; 17 malton; 18 north-yorkshire; 19 york; 21-22 whitby; 23-24 york; 25 driffield; 26 york; 30-32 york; 31 york; 41-43 york; 51 north-yorkshire; 61-62 north-yorkshire
ZE shetland; 1 lerwick
`;
