import type {Target} from '../../../core/detection/target.ts';
import type {Exit} from '../../shell/command.ts';
import {counting, type FoundDanger, type Judgement} from './judge.ts';

/** What live state says of a place now. */
export type Now = 'works' | 'broken' | 'unseen';

/** What the plan meets, where live state was read. */
export interface Live {
  readonly nowOf: (danger: FoundDanger) => Now;
  /** Problems that the plan mends. */
  readonly mended: readonly {
    readonly address: string;
    readonly runbook: string;
    readonly title: string;
    readonly place: Target;
  }[];
  /** Problems that are there and stay. */
  readonly left: readonly {
    readonly runbook: string;
    readonly title: string;
    readonly place: Target;
  }[];
}

/** What `guard` has to say. */
export interface Report extends Judgement {
  /** The file that was judged, for messages that need one. */
  readonly file: string;
  readonly live?: Live;
}

/** 3: something would break; with `strict` also what only the apply will tell. */
export function exitOf(report: Report, strict: boolean): Exit {
  return counting(report).length + report.more > 0 || (strict && report.unknown.length > 0) ? 3 : 0;
}
