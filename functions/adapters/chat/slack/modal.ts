import type {InputBlock, ModalView} from '@slack/types';
import type {Dialog} from '../../../core/interaction/dialog.ts';
import type {JsonObject} from '../../../core/lib/json.ts';
import {
  clampCodePoints,
  clampUnits,
  newestThatFit,
  partLimits,
  slackLimits,
  type TrimNotice,
} from '../text/fit.ts';
import {type DialogText, dialogTextOf, type FieldText} from '../text/dialog-text.ts';
import {fittingCommands} from '../text/message-text.ts';
import {escapeSlack, oneLine} from '../text/sanitise.ts';
import type {Speak} from '../text/translate.ts';
import {phrase} from '../texts.ts';
import {blocksSize, commandBlocks, context, fields, section, type SlackBlock} from './blocks.ts';
import {callbackId} from './interactivity.ts';
import {closed, mrkdwn, richText} from './style.ts';

const cut: TrimNotice = () => '…';
/** https://docs.slack.dev/reference/views/modal-views */
const longestTitle = 24;
/** An option has 75 characters: https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const longestLabel = 75;
/** So many facts and lines of history are shown. */
const mostFacts = 20;
const mostNotes = 40;

/**
 * A dialog as Slack's modal. What its own button stands for is carried as private metadata; the names of its fields are
 * those of the blocks.
 * @param day times within half a day of it are shown without their date, epoch ms.
 */
export function renderModal(dialog: Dialog, speak: Speak, day: number): JsonObject {
  const lines = dialogTextOf(dialog, speak, mrkdwn(day), richText(day));
  const {shown, left} = fittingCommands(lines.commands, partLimits.code);
  const more =
    left === 0
      ? lines.more
      : speak(
          phrase('more.steps', {n: left + dialog.more, id: dialog.incident ?? ''}),
          mrkdwn(day),
        );
  const risk =
    lines.risk === ''
      ? ''
      : `*${speak(phrase('risk'))}* ${limited(closed(lines.risk), partLimits.risk)}`;
  const told = [
    ...section(limited(lines.sentences.map(closed).join(' '), partLimits.status)),
    ...commandBlocks(shown),
    ...section(
      [limited(closed(more), partLimits.footer), risk].filter(one => one !== '').join('\n'),
    ),
    ...fields(
      lines.facts
        .slice(0, mostFacts)
        .map(({label, value}) => limited(`*${label}*\n${closed(value)}`, partLimits.field)),
    ),
  ];
  const view = {
    type: 'modal',
    callback_id: callbackId,
    title: plain(lines.title, longestTitle),
    close: plain(lines.close, longestTitle),
    ...(lines.submit && {
      submit: plain(lines.submit.label, longestTitle),
      private_metadata: lines.submit.value,
    }),
    blocks: [...told, ...history(lines, told), ...lines.fields.map(inputOf)],
  } as const;
  view satisfies Readonly<{type: ModalView['type']}>;
  return view;
}

/** Words that Slack shows as they are, but for the three characters that it has escaped. */
function plain(text: string, most = longestLabel) {
  const shown = clampUnits(escapeSlack(oneLine(text)), most, cut);
  return {type: 'plain_text', text: shown, emoji: false} as const;
}

function limited(text: string, most: number): string {
  return clampCodePoints(text, most, cut);
}

/** The newest lines that there is room for, in order. */
function history({notes}: DialogText, before: readonly SlackBlock[]): readonly SlackBlock[] {
  const blocks = notes
    .slice(-mostNotes)
    .flatMap(({at, text}) => context(limited(closed(`${at} ${text}`), partLimits.field)));
  const room = slackLimits.allBlocks - blocksSize(before);
  return newestThatFit(blocks, room, one => blocksSize([one]) + 1);
}

/** A field as an input block: https://docs.slack.dev/reference/block-kit/blocks/input-block */
function inputOf(field: FieldText): JsonObject {
  const element =
    field.kind === 'text'
      ? {type: 'plain_text_input', action_id: field.name, max_length: field.maxLength}
      : {
          type: 'static_select',
          action_id: field.name,
          options: field.options.map(option),
          initial_option: option(field.options[0]),
        };
  const block = {type: 'input', block_id: field.name, label: plain(field.label), element} as const;
  block satisfies Readonly<{type: InputBlock['type']}>;
  return block;
}

function option({label, value}: {readonly label: string; readonly value: string}) {
  return {text: plain(label), value};
}
