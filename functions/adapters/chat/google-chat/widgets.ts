import {clampBytes, partLimits, type TrimNotice, utf8Bytes} from '../text/fit.ts';
import {foldCommand} from '../text/fold-command.ts';
import type {Command} from '../text/message-text.ts';
import {defanged, escapeCard, oneLine, plainChat} from '../text/sanitise.ts';
import {clock} from '../text/time.ts';
import type {Speak, Style} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import type {PressAction} from './press-action.ts';

/** A button of a card: it opens a link, or sends a press. */
export type ChatButton =
  | {
      readonly text: string;
      readonly onClick: {readonly openLink: {readonly url: string}};
    }
  | {
      readonly text: string;
      /** Absent: outlined. */
      readonly type?: 'FILLED';
      /** Parts of 1; a button with a colour is filled. */
      readonly color?: {readonly red: number; readonly green: number; readonly blue: number};
      readonly onClick: {readonly action: PressAction};
    };

/** The card widgets in use: https://developers.google.com/workspace/chat/api/reference/rest/v1/cards */
export type ChatWidget =
  | {readonly textParagraph: {readonly text: string}}
  | {
      readonly decoratedText: {
        readonly topLabel?: string;
        readonly text: string;
        readonly wrapText: true;
      };
    }
  | {readonly buttonList: {readonly buttons: readonly ChatButton[]}}
  | {
      readonly selectionInput: {
        readonly name: string;
        readonly label: string;
        readonly type: 'DROPDOWN';
        readonly items: readonly {
          readonly text: string;
          readonly value: string;
          readonly selected: boolean;
        }[];
      };
    }
  | {
      readonly textInput: {
        readonly name: string;
        readonly label: string;
        readonly type: 'SINGLE_LINE' | 'MULTIPLE_LINE';
        readonly validation: {readonly inputType: 'TEXT'; readonly characterLimit: number};
      };
    };

/** A section of a card. */
export interface ChatSection {
  readonly header?: string;
  readonly collapsible?: true;
  readonly uncollapsibleWidgetsCount?: number;
  readonly widgets: readonly ChatWidget[];
}

/** How texts are shown: in a card, which is read as HTML, and where nothing is parsed but mentions. */
export interface Styles {
  readonly card: Style;
  readonly plain: Style;
}

/** Both styles, with times of a zone; those of `day` stand without their date. */
export function stylesOf(timeZone: string, speak: Speak, day?: number): Styles {
  const time = clock(timeZone, day);
  return {
    card: {time, value: raw => escapeCard(short(raw, speak))},
    plain: {time, value: raw => plainChat(short(raw, speak))},
  };
}

/** More of one value tells nobody anything. */
const longestValue = 300;

function short(raw: string, speak: Speak): string {
  return clampBytes(defanged(oneLine(raw)), longestValue, trimNotice(speak));
}

/** A text in a widget of its own; none for an empty one. */
export function paragraph(text: string): readonly ChatWidget[] {
  return text === '' ? [] : [{textParagraph: {text: text.replaceAll('\n', '<br>')}}];
}

/** A text below its label. */
export function labelled(topLabel: string, text: string): ChatWidget {
  return {decoratedText: {topLabel, text, wrapText: true}};
}

/** What can go wrong when the plan runs, below its label; none for an empty text. */
export function riskWidgets(risk: string, speak: Speak, style: Style): readonly ChatWidget[] {
  if (risk === '') return [];
  return [
    labelled(speak(phrase('risk'), style), clampBytes(risk, partLimits.risk, trimNotice(speak))),
  ];
}

/**
 * A command in a paragraph of its own: cards have no monospace that is documented for webhooks. Only what HTML
 * asks for is escaped, so that what is copied is the command.
 */
export function commandWidgets({title, code}: Command): readonly ChatWidget[] {
  const folded = code
    .split('\n')
    .map(one => foldCommand(one))
    .join('\n');
  const shown = escapeCard(folded).replaceAll('\n', '<br>');
  return [...(title === '' ? [] : paragraph(`<b>${title}</b>`)), ...paragraph(shown)];
}

/** Whole texts, as many as there is room for. */
export function kept(texts: readonly string[], most: number): readonly string[] {
  let room = most;
  return texts.filter(one => (room -= utf8Bytes(one) + 1) >= 0);
}

/** The words for what a cut left out. */
export function trimNotice(speak: Speak): TrimNotice {
  return n => speak(phrase('trimmed', {n}));
}

/** How much of a message's limit a value takes. */
export function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}
