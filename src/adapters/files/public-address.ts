import { lookup as resolveName } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { FileRefusal } from "./refusal.ts";

/** True for an address of the public internet: not this machine, a private network, or a cloud's metadata service. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  // Everything but `unicast` has a special meaning (IANA registries): loopback, private, link-local (169.254.169.254),
  // unique local, carrier-grade NAT, and IPv6 forms that carry an IPv4 address inside.
  return parsed.range() === "unicast";
}

/** Which addresses may be connected to. */
export type MayFetch = (address: string) => boolean;

/** Throws FileRefusal when a host is written as an address that may not be fetched. */
export function checkHost(hostname: string, mayFetch: MayFetch): void {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !mayFetch(host)) throw privateAddress(host);
}

export type ResolveName = typeof resolveName;

/** For `net.connect`: the address that is checked is the address that is connected to, so no second answer counts. */
export function checkedLookup(mayFetch: MayFetch, resolve: ResolveName = resolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, "", 0);
      const [first] = addresses;
      const refused = addresses.find(({ address }) => !mayFetch(address));
      if (refused !== undefined) return callback(privateAddress(refused.address), "", 0);
      if (first === undefined) return callback(new FileRefusal("its server has no address"), "", 0);
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function privateAddress(address: string): FileRefusal {
  return new FileRefusal(
    `it leads to a private address (${address}), which is not fetched; --allow-private-addresses allows it`,
  );
}
