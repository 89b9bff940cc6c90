/**
 * What Windows and Outlook call zones, and the zone the Unicode CLDR's `windowsZones` gives for each worldwide: those
 * that calendars here are likely to hold. `Windows name = IANA zone`, a line each.
 */
const list = `
  UTC = Etc/UTC
  Coordinated Universal Time = Etc/UTC
  GMT Standard Time = Europe/London
  Greenwich Standard Time = Atlantic/Reykjavik
  W. Europe Standard Time = Europe/Berlin
  Central Europe Standard Time = Europe/Budapest
  Central European Standard Time = Europe/Warsaw
  Romance Standard Time = Europe/Paris
  W. Central Africa Standard Time = Africa/Lagos
  Morocco Standard Time = Africa/Casablanca
  GTB Standard Time = Europe/Bucharest
  FLE Standard Time = Europe/Kiev
  E. Europe Standard Time = Europe/Chisinau
  Middle East Standard Time = Asia/Beirut
  Egypt Standard Time = Africa/Cairo
  South Africa Standard Time = Africa/Johannesburg
  E. Africa Standard Time = Africa/Nairobi
  Israel Standard Time = Asia/Jerusalem
  Jordan Standard Time = Asia/Amman
  Kaliningrad Standard Time = Europe/Kaliningrad
  Russian Standard Time = Europe/Moscow
  Belarus Standard Time = Europe/Minsk
  Turkey Standard Time = Europe/Istanbul
  Arab Standard Time = Asia/Riyadh
  Arabic Standard Time = Asia/Baghdad
  Arabian Standard Time = Asia/Dubai
  Iran Standard Time = Asia/Tehran
  Azerbaijan Standard Time = Asia/Baku
  Georgian Standard Time = Asia/Tbilisi
  Caucasus Standard Time = Asia/Yerevan
  Afghanistan Standard Time = Asia/Kabul
  Pakistan Standard Time = Asia/Karachi
  India Standard Time = Asia/Calcutta
  Sri Lanka Standard Time = Asia/Colombo
  Nepal Standard Time = Asia/Katmandu
  Bangladesh Standard Time = Asia/Dhaka
  SE Asia Standard Time = Asia/Bangkok
  Singapore Standard Time = Asia/Singapore
  China Standard Time = Asia/Shanghai
  Taipei Standard Time = Asia/Taipei
  Tokyo Standard Time = Asia/Tokyo
  Korea Standard Time = Asia/Seoul
  W. Australia Standard Time = Australia/Perth
  Cen. Australia Standard Time = Australia/Adelaide
  AUS Central Standard Time = Australia/Darwin
  E. Australia Standard Time = Australia/Brisbane
  AUS Eastern Standard Time = Australia/Sydney
  Tasmania Standard Time = Australia/Hobart
  New Zealand Standard Time = Pacific/Auckland
  Azores Standard Time = Atlantic/Azores
  Cape Verde Standard Time = Atlantic/Cape_Verde
  Greenland Standard Time = America/Godthab
  Newfoundland Standard Time = America/St_Johns
  Atlantic Standard Time = America/Halifax
  Argentina Standard Time = America/Buenos_Aires
  E. South America Standard Time = America/Sao_Paulo
  Pacific SA Standard Time = America/Santiago
  SA Pacific Standard Time = America/Bogota
  SA Western Standard Time = America/La_Paz
  SA Eastern Standard Time = America/Cayenne
  Eastern Standard Time = America/New_York
  US Eastern Standard Time = America/Indianapolis
  Central Standard Time = America/Chicago
  Central Standard Time (Mexico) = America/Mexico_City
  Canada Central Standard Time = America/Regina
  Mountain Standard Time = America/Denver
  US Mountain Standard Time = America/Phoenix
  Pacific Standard Time = America/Los_Angeles
  Alaskan Standard Time = America/Anchorage
  Hawaiian Standard Time = Pacific/Honolulu
  Dublin, Edinburgh, Lisbon, London = Europe/London
  Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London = Europe/London
  Greenwich Mean Time; Dublin, Edinburgh, London = Europe/London
  Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna = Europe/Berlin
  Brussels, Copenhagen, Madrid, Paris = Europe/Paris
  Eastern Time (US & Canada) = America/New_York
  Central Time (US & Canada) = America/Chicago
  Mountain Time (US & Canada) = America/Denver
  Pacific Time (US & Canada) = America/Los_Angeles`;

/** By the name in lower case. */
export const windowsZones: ReadonlyMap<string, string> = new Map(
  list
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", id = ""] = line.split(" = ");
      return [name.trim().toLowerCase(), id.trim()];
    }),
);
