/**
 * What a click sends to the function that takes clicks: an HTTP add-on is asked at the URL that stands in
 * `function`, and gets `parameters` back. https://developers.google.com/workspace/add-ons/chat/dialogs
 */
export interface PressAction {
  readonly function: string;
  readonly parameters: readonly [{readonly key: typeof pressKey; readonly value: string}];
  /** A button under a message says that a dialog follows; one in a dialog need not. */
  readonly interaction?: 'OPEN_DIALOG';
}

/** The parameter that holds the press. */
export const pressKey = 'press';

/** The action of a button that carries a press. */
export function pressAction(press: string, interactUrl: string): PressAction {
  return {function: interactUrl, parameters: [{key: pressKey, value: press}]};
}

/** Where the Chat app's requests go, and what their tokens are made for. */
export function chatEndpoint({url}: {readonly url: string}): string {
  return `${url}/google-chat`;
}
