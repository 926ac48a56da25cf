import type {Dialog, Field, Option} from '../../../core/interaction/dialog.ts';
import {type Press, pressText} from '../../../core/interaction/press.ts';
import type {Buttons} from '../../../core/ports/message.ts';
import type {Verb} from '../../../core/incident/verb.ts';
import {phrase} from '../texts.ts';
import {
  type Command,
  type NoteText,
  noteTextOf,
  sentence,
  shownCommand,
  stepCommands,
} from './message-text.ts';
import {clock} from './time.ts';
import type {Speak, Style} from './translate.ts';

/** A field in words. */
export type FieldText =
  | {
      readonly kind: 'choice';
      readonly name: Field['name'];
      readonly label: string;
      readonly options: readonly [OptionText, ...OptionText[]];
    }
  | {
      readonly kind: 'text';
      readonly name: Field['name'];
      readonly label: string;
      readonly maxLength: number;
    };

/** One of a few in words. */
export interface OptionText {
  readonly label: string;
  readonly value: string;
}

/** A dialog in words, as one service writes them. A part that it lacks is empty. */
export interface DialogText {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly commands: readonly Command[];
  /** Says that a plan is longer. */
  readonly more: string;
  /** What it costs, with its label. */
  readonly risk: string;
  readonly fields: readonly FieldText[];
  readonly facts: readonly {readonly label: string; readonly value: string}[];
  /** Oldest first. */
  readonly notes: readonly NoteText[];
  readonly submit?: {
    readonly label: string;
    /** The press as the button carries it. */
    readonly value: string;
    readonly style: 'primary' | 'danger';
  };
  /** The word of the button that closes it. */
  readonly close: string;
}

/** What every service shows of a dialog, each in its own style; titles and labels are plain text everywhere. */
export function dialogTextOf(
  dialog: Dialog,
  speak: Speak,
  style: Style,
  titles = style,
): DialogText {
  const say = (said: Parameters<Speak>[0]) => speak(said, style).trim();
  const plain = (said: Parameters<Speak>[0]) => speak(said).trim();
  const {title, sentences, steps, more, risks, fields, facts, notes, submit} = dialog;
  const option = ({label, value}: Option): OptionText => ({label: plain(label), value});
  return {
    title: plain(title),
    sentences: sentences.map(one => sentence(say(one))),
    commands: [
      ...sentences.flatMap(one => speak.commands(one).map(code => ({title: '', code}))),
      ...stepCommands(steps, titles, speak),
    ].map(one => shownCommand(one, speak)),
    more: more === 0 ? '' : say(phrase('more.steps', {n: more, id: dialog.incident ?? ''})),
    risk: risks.map(say).join(' '),
    fields: fields.map(one => {
      if (one.kind === 'text') return {...one, label: plain(one.label)};
      const [first, ...rest] = one.options;
      return {
        ...one,
        label: plain(one.label),
        options: [option(first), ...rest.map(option)] as const,
      };
    }),
    facts: facts.map(({label, value}) => ({label: say(label), value: say(value)})),
    notes: notes.map(one => noteTextOf(one, speak, style)),
    ...(submit && {
      submit: {
        label: plain(submit.label),
        value: pressText(submit.press),
        style: submit.style,
      },
    }),
    close: plain(phrase('dialog.close')),
  };
}

/** A button in words. */
export interface ButtonText {
  readonly verb: Verb;
  readonly label: string;
  /** The press as the button carries it. */
  readonly value: string;
}

/** The buttons of a message, in the order in which they stand. */
export function buttonTexts(
  {incident, run, verbs, question}: Buttons,
  speak: Speak,
): readonly ButtonText[] {
  return verbs.map(verb => {
    const token = verb === 'approve' || verb === 'decline' ? question : '';
    const press: Press = {verb, incident, run, token};
    return {verb, label: speak(phrase(`button.${verb}`)), value: pressText(press)};
  });
}

/** A dialog as plain lines, for an answer that has no window. */
export function dialogLines(dialog: Dialog, speak: Speak): readonly string[] {
  const {title, sentences, commands, facts, notes} = dialogTextOf(dialog, speak, plainStyle);
  return [
    title,
    ...sentences,
    ...commands.map(({code}) => code),
    ...facts.map(({label, value}) => `${label}: ${value}`),
    ...notes.map(({at, text}) => `${at} ${text}`),
  ];
}

const plainStyle: Style = {time: clock('UTC')};
