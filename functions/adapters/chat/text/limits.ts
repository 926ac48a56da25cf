/** Slack's limits, in characters or pieces. */
export const slackLimits = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocks: 50,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  section: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  contextElements: 10,
  /** Slack cuts `text` at 40,000 and advises 4,000: https://docs.slack.dev/reference/methods/chat.postMessage */
  text: 4000,
  /**
   * `msg_blocks_too_long` comes near this sum, which no page documents:
   * https://github.com/slackapi/bolt-js/issues/2509
   */
  allBlocks: 13_200,
} as const;

/** Google Chat's limits. */
export const googleChatLimits = {
  /** Bytes of a message with its cards: https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create */
  messageBytes: 32_000,
  /** Widgets of a card, the rest is ignored: https://developers.google.com/workspace/chat/api/reference/rest/v1/cards */
  widgets: 100,
} as const;

/**
 * What one part of a message may take, chosen so that all parts at their largest, escaped and encoded
 * as JSON, stay within the limits above, and so that a phone shows the first lines without scrolling
 * far. Slack counts code points, Google Chat bytes.
 */
export const partLimits = {
  headline: 1000,
  context: 1000,
  status: 1500,
  quote: 1200,
  note: 1000,
  code: 2400,
  label: 75,
  footer: 300,
  url: 1500,
  links: 5,
  /** The newest notes of one delivery that are shown. */
  notes: 20,
} as const;
