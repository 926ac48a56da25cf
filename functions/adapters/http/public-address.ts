import {lookup, type LookupAddress} from 'node:dns';
import {BlockList, isIP, isIPv4, type LookupFunction} from 'node:net';
import {unsendable} from './failed-attempt.ts';

/**
 * Addresses of version 4 that lead to no public server: this machine, private and shared networks, link-local with
 * the metadata server, tests, documentation, multicast and reserved ones
 * (https://www.iana.org/assignments/iana-ipv4-special-registry).
 */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(network, prefix, 'ipv4');
}

/**
 * Of version 6 only global unicast is public, without what wraps addresses of version 4 and documentation
 * (https://www.iana.org/assignments/iana-ipv6-special-registry).
 */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
const wrapped = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  wrapped.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address is one of a public server. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, 'ipv4');
  if (isIP(address) !== 6) return false;
  return global.check(address, 'ipv6') && !wrapped.check(address, 'ipv6');
}

/**
 * Looks a name up as node does, and refuses one that has an address which is not public: the connection goes to
 * an address that was looked at, so that a name which changes between two look-ups leads nowhere else.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, {...options, all: true}, (error, found) => {
    const [first] = (found as readonly LookupAddress[] | undefined) ?? [];
    if (error !== null) {
      callback(error, '', 0);
    } else if (first === undefined || !found.every(one => isPublicAddress(one.address))) {
      callback(
        unsendable(`${hostname} has an address that is not public; nothing was sent`),
        '',
        0,
      );
    } else if (options.all === true) {
      callback(null, found);
    } else {
      callback(null, first.address, first.family);
    }
  });
};
