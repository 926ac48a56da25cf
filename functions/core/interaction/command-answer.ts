import type {AnswerRefusal} from '../inbox/answer.ts';
import type {ApproverRefusal} from '../guard/approvers.ts';
import type {OwnershipRefusal} from '../guard/ownership.ts';
import type {UndoRefusal} from '../guard/undo.ts';
import type {Phrase} from '../texts/phrase.ts';
import type {GivenFields} from './dialog.ts';

/** What the command, or the console, asks of the function `interact`. */
export type CommandAnswer =
  | {
      readonly verb: 'approve' | 'decline';
      readonly incident: string;
      /** Hash of the plan. */
      readonly plan: string;
    }
  | {readonly verb: 'acknowledge'; readonly incident: string}
  | {readonly verb: 'undo'; readonly incident: string}
  | {
      readonly verb: 'silence';
      readonly incident: string;
      /** 32 hex digits: the same form twice is one silence. */
      readonly token: string;
      readonly fields: GivenFields;
    }
  | {readonly verb: 'pause'; readonly fields: GivenFields};

/** What came of it; `by` is whom Google has verified. */
export type CommandAnswered = {readonly by: string} & (
  | {readonly kind: 'taken'}
  | {readonly kind: 'unknown'}
  /** An acknowledgement, after somebody else's. */
  | {readonly kind: 'taken-over'; readonly before: string}
  | {readonly kind: 'counted'; readonly have: number; readonly votes: number}
  | {
      readonly kind: 'answered';
      readonly before: {readonly by: string; readonly answer: 'approved' | 'declined'};
    }
  | {readonly kind: 'refused'; readonly reason: AnswerRefusal | OwnershipRefusal | UndoRefusal}
  | {readonly kind: 'not-allowed'; readonly reason: ApproverRefusal}
  /** Of a form: what came of it in words, and whether anything was written down. */
  | {readonly kind: 'told'; readonly isDone: boolean; readonly text: Phrase}
);
