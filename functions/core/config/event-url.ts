/** Names that no public server has: https://www.iana.org/assignments/special-use-domain-names */
const inside = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|onion|test|invalid)$/;

/**
 * What is wrong with the address of a receiver of events, or undefined when events may be sent there. A person
 * chooses the host, so that only what a public server has passes: https on its own port, a name and no address.
 * Which addresses the name has is looked at with each connection (adapters/http/public-address.ts).
 *
 * The answer never holds the address.
 */
export function eventUrlFault(text: string): string | undefined {
  if (!text.startsWith('https://')) return 'must begin with https://';
  if (/[^\x21-\x7e]/.test(text)) return 'holds spaces or characters that are no plain ASCII';
  if (text.length > 2_000) return 'is longer than 2,000 characters';
  const url = URL.parse(text);
  if (url === null) return 'is no address';
  if (text.includes('\\') || text.includes('#')) return 'holds a backslash or #';
  if (url.username !== '' || url.password !== '' || text.split('/')[2]?.includes('@') === true) {
    return 'holds a user or a password; events are signed with the secret';
  }
  if (url.port !== '') return 'names a port; only 443 is called';
  return hostFault(url.hostname);
}

function hostFault(host: string): string | undefined {
  // The parser has made four numbers of every spelling of an address by now.
  if (host.startsWith('[') || /^[\d.]+$/.test(host))
    return 'names an address; give the name of a host';
  const name = host.replace(/\.$/, '');
  if (!name.includes('.') || inside.test(name)) return 'names a host that is not public';
  return undefined;
}
