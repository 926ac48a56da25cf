import type {Words} from '../texts/words.ts';

/** Services whose incoming webhooks are known, named as in the settings. */
export type WebhookKind = 'slack' | 'googleChat';

const shapes = {
  slack: {
    prefix: 'https://hooks.slack.com/services/',
    path: /^\/services\/[^/]+\/[^/]+\/[^/]+$/,
    query: [],
    example: 'https://hooks.slack.com/services/T…/B…/…',
  },
  googleChat: {
    prefix: 'https://chat.googleapis.com/v1/spaces/',
    path: /^\/v1\/spaces\/[^/]+\/messages$/,
    query: ['key', 'token'],
    example: 'https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
  },
} as const;

/** What cannot stand in an address or a header. */
export const noAscii: Words = {
  en: 'holds spaces or characters that are no plain ASCII',
  ko: '공백이나 ASCII가 아닌 문자가 있습니다',
};

/**
 * What is wrong with an incoming webhook's URL, or undefined when it may be called. Only the two
 * documented addresses pass, so that no configuration can make the responder send elsewhere:
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and
 * https://developers.google.com/workspace/chat/quickstart/webhooks
 *
 * The answer never holds the URL: whoever knows it may post.
 */
export function webhookFault(kind: WebhookKind, text: string): Words | undefined {
  const {prefix, path, query} = shapes[kind];
  // The raw text decides first: a parser forgives case, a port of 443, tabs and line ends.
  if (!text.startsWith(prefix)) {
    return {en: `must begin with ${prefix}`, ko: `${prefix} 주소로 시작해야 합니다`};
  }
  if (/[^\x21-\x7e]/.test(text)) return noAscii;
  const url = new URL(text);
  // Dot segments (also as %2e) are gone once parsed, and with them the way out of the prefix.
  if (!url.href.startsWith(prefix) || url.hash !== '' || text.includes('\\')) {
    return {
      en: `must lead straight to ${prefix}…, without dot segments, backslashes or #`,
      ko: `${prefix}… 주소여야 하며 점 세그먼트, 백슬래시, #을 사용할 수 없습니다`,
    };
  }
  if (url.pathname.length <= new URL(prefix).pathname.length) {
    return {en: `ends after ${prefix}`, ko: `${prefix} 뒤가 비어 있습니다`};
  }
  return shapeFault(url, path, query);
}

/** What a webhook's URL looks like. */
export function webhookExample(kind: WebhookKind): string {
  return shapes[kind].example;
}

function shapeFault(url: URL, path: RegExp, query: readonly string[]): Words | undefined {
  if (!path.test(url.pathname)) {
    return {en: 'does not have the path of a webhook', ko: '웹훅의 경로가 아닙니다'};
  }
  const missing = query.find(name => (url.searchParams.get(name) ?? '') === '');
  if (missing !== undefined) {
    return {en: `lacks its parameter "${missing}"`, ko: `"${missing}" 매개변수가 없습니다`};
  }
  if (url.searchParams.size > query.length) {
    return {
      en: 'holds parameters that do not belong to it',
      ko: '관련 없는 매개변수가 있습니다',
    };
  }
  return undefined;
}
