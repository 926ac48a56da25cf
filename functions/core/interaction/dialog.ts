import type {Fact, Note, PlanStep} from '../ports/message.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import type {Press} from './press.ts';

/** A field of a dialog; its name is what an answer has it under. */
export type Field =
  | {
      readonly kind: 'choice';
      readonly name: FieldName;
      readonly label: Phrase;
      /** The first is chosen where nobody chooses. */
      readonly options: readonly [Option, ...Option[]];
    }
  | {
      readonly kind: 'text';
      readonly name: FieldName;
      readonly label: Phrase;
      readonly maxLength: number;
    };

/** The fields that there are. */
export type FieldName = 'scope' | 'minutes' | 'reason';

/** One of a few; `value` is plain ASCII. */
export interface Option {
  readonly label: Phrase;
  readonly value: string;
}

/**
 * What one person is shown in a window of their own: a question with the plan that it is about, a form, or a notice.
 * It has no language and no service yet.
 */
export interface Dialog {
  /** The incident that it is about; absent: none. */
  readonly incident?: string;
  /** At most 24 characters in every language: Slack's limit. */
  readonly title: Phrase;
  readonly sentences: readonly Phrase[];
  readonly steps: readonly PlanStep[];
  /** Steps that are not shown. */
  readonly more: number;
  readonly risks: readonly Phrase[];
  readonly fields: readonly Field[];
  readonly facts: readonly Fact[];
  /** History, oldest first; the newest win the room. */
  readonly notes: readonly Note[];
  /** What confirms it; absent: it only tells. */
  readonly submit?: {
    /** At most 24 characters. */
    readonly label: Phrase;
    readonly press: Press;
    readonly style: 'primary' | 'danger';
  };
}

/** What a person did, as a service has verified it. */
export type Interaction =
  /** A button under a message. */
  | {readonly kind: 'pressed'; readonly press: Press}
  /** A dialog's own button, with what stands in its fields; nothing of it was checked yet. */
  | {readonly kind: 'submitted'; readonly press: Press; readonly fields: GivenFields}
  /** A button of another version. */
  | {readonly kind: 'unreadable'};

/** What stands in the fields of a dialog. */
export type GivenFields = Readonly<Partial<Record<FieldName, string>>>;

/** The parts that most dialogs lack. */
export const emptyDialog: Omit<Dialog, 'title' | 'sentences'> = {
  steps: [],
  more: 0,
  risks: [],
  fields: [],
  facts: [],
  notes: [],
};

/** A dialog that only tells: what was done, or that nothing was. */
export function notice(title: 'dialog.done' | 'dialog.refused', text: Phrase): Dialog {
  return {...emptyDialog, title: phrase(title), sentences: [text]};
}
