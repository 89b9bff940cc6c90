/** Wales, Scotland, Northern Ireland, and the islands beside; `parse-place-list.ts` says how a list is written. */
export const walesScotlandNorthernIreland = `
# Wales @wales = cymru, welsh
South Wales @south-wales = s wales, de cymru: Cardiff = caerdydd, cdf; Swansea = abertawe; Newport @newport = casnewydd; *Barry; Bridgend; Merthyr Tydfil = merthyr; Pontypridd = ponty; Caerphilly; Port Talbot; Neath; Cwmbran; Ebbw Vale; Abergavenny; Penarth; Llantrisant; Chepstow > bristol
West Wales @west-wales = pembrokeshire, carmarthenshire, ceredigion, gorllewin cymru: Carmarthen; Llanelli; Haverfordwest; Milford Haven; Pembroke; Tenby; Aberystwyth = aber; Cardigan; Lampeter
Mid Wales @mid-wales = powys, canolbarth cymru: Newtown; Brecon; Llandrindod Wells; Welshpool; *Builth Wells
North Wales @north-wales = n wales, gogledd cymru, gwynedd, flintshire, conwy, denbighshire, clwyd: Wrexham = wrecsam; Bangor; *Mold; *Flint; Rhyl; Llandudno; Colwyn Bay; Caernarfon; Deeside > chester; Denbigh; Buckley > chester; Prestatyn; Holywell
Anglesey + north-wales = ynys mon: Holyhead; Menai Bridge; Gaerwen
# Scotland @scotland = alba, scottish, scots
Edinburgh and the Lothians @lothian + central-belt = lothian, lothians, the lothians: Edinburgh = auld reekie, edi, edinburgh city; Livingston; Musselburgh; Dalkeith; Leith; Haddington; Bathgate
Glasgow and Clyde @glasgow-and-clyde + central-belt = strathclyde, clydeside, clyde: Glasgow = glasgae, glesga; Paisley; East Kilbride; Hamilton; Motherwell; Greenock; Clydebank; Dumbarton; Cumbernauld; Coatbridge; Airdrie; Renfrew
Ayrshire: *Ayr; Kilmarnock; Irvine; Prestwick; Troon
Forth Valley + central-belt: Stirling; Falkirk; Alloa; Grangemouth
Fife: Dunfermline; Kirkcaldy; St Andrews; Glenrothes; Cupar
Tayside = angus: Dundee; *Perth; Arbroath; Montrose; Forfar; Pitlochry
Grampian = aberdeenshire, moray: Aberdeen; Peterhead; Fraserburgh; Elgin; Inverurie; Stonehaven
Highlands @highlands + highlands-and-islands = the highlands, highland: Inverness; Fort William; Aviemore; Thurso; *Wick; Nairn; Dingwall; Ullapool; Skye = isle of skye
Argyll and Bute + highlands-and-islands = argyll: Oban; Dunoon; Lochgilphead; Campbeltown
Orkney + highlands-and-islands: Kirkwall; Stromness
Shetland + highlands-and-islands: Lerwick
Western Isles @western-isles + highlands-and-islands = outer hebrides, na h-eileanan siar: Stornoway
Scottish Borders @scottish-borders = the borders, borders: Galashiels; Hawick; Peebles; Kelso; Melrose; Selkirk; Coldstream; Tweedbank; Duns
Dumfries and Galloway = d&g, dumfries & galloway: Dumfries; Stranraer
# Northern Ireland @northern-ireland = NI, n ireland, ulster, norn iron
County Antrim = antrim: Belfast; Lisburn; Ballymena; Carrickfergus; Newtownabbey; Larne; Antrim; Coleraine; Portrush
County Down = co down: Bangor @bangor-northern-ireland; Newry; Newtownards; Downpatrick; Holywood; Banbridge
County Armagh = co armagh: Armagh; Craigavon; Portadown; Lurgan
County Londonderry = county derry: Derry @derry = derry/londonderry, londonderry, derry londonderry, stroke city; Limavady; Magherafelt
County Tyrone = co tyrone: Omagh; Cookstown; Strabane; Dungannon
County Fermanagh = fermanagh: Enniskillen
# Jersey @jersey ~
# Guernsey @guernsey ~ = sark, alderney
# Isle of Man @isle-of-man ~ = IoM, manx, douglas isle of man
`;
