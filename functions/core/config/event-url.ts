import type {Words} from '../texts/words.ts';
import {noAscii} from './webhook-url.ts';

/** Names that no public server has: https://www.iana.org/assignments/special-use-domain-names */
const inside = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|onion|test|invalid)$/;

/**
 * What is wrong with the address of a receiver of events, or undefined when events may be sent there. A person
 * chooses the host, so that only what a public server has passes: https on its own port, a name and no address.
 * Which addresses the name has is looked at with each connection (adapters/http/public-address.ts).
 *
 * The answer never holds the address.
 */
export function eventUrlFault(text: string): Words | undefined {
  if (!text.startsWith('https://')) {
    return {en: 'must begin with https://', ko: 'https://로 시작해야 합니다'};
  }
  if (/[^\x21-\x7e]/.test(text)) return noAscii;
  if (text.length > 2_000) {
    return {en: 'is longer than 2,000 characters', ko: '2,000자보다 깁니다'};
  }
  const url = URL.parse(text);
  if (url === null) return {en: 'is no address', ko: '주소가 아닙니다'};
  if (text.includes('\\') || text.includes('#')) {
    return {en: 'holds a backslash or #', ko: '백슬래시나 #이 있습니다'};
  }
  if (url.username !== '' || url.password !== '' || text.split('/')[2]?.includes('@') === true) {
    return {
      en: 'holds a user or a password; events are signed with the secret',
      ko: '사용자나 비밀번호가 있습니다. 이벤트는 보안 비밀로 서명됩니다',
    };
  }
  if (url.port !== '') {
    return {
      en: 'names a port; only 443 is called',
      ko: '포트가 있습니다. 443만 호출합니다',
    };
  }
  return hostFault(url.hostname);
}

function hostFault(host: string): Words | undefined {
  // The parser has made four numbers of every spelling of an address by now.
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) {
    return {
      en: 'names an address; give the name of a host',
      ko: 'IP 주소입니다. 호스트 이름을 지정하세요',
    };
  }
  const name = host.replace(/\.$/, '');
  if (!name.includes('.') || inside.test(name)) {
    return {en: 'names a host that is not public', ko: '공개된 호스트가 아닙니다'};
  }
  return undefined;
}
