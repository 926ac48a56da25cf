import {styleText} from 'node:util';
import {cutLine} from '../../adapters/chat/terminal/wrap.ts';
import {type Incident, standing, type TimelineItem} from '../../core/incident/incident.ts';
import type {State} from '../../core/incident/reason.ts';
import {reasonSentence} from '../../core/announcement/sentences.ts';
import {targetText} from '../../core/detection/target.ts';
import type {TimeScale} from '../../core/lib/time-scale.ts';
import type {Phrase} from '../../core/texts/phrase.ts';

/** How steps are told. */
export interface Telling {
  readonly speak: (phrase: Phrase) => string;
  /** Columns of a line. */
  readonly width: number;
  readonly timing: TimeScale;
  /** When the telling began, epoch ms. */
  readonly began: number;
  readonly colour?: boolean;
}

/**
 * Tells each step of each incident once, a line each: how long after the beginning, the state, what and where,
 * and why. A sign that another incident explains is told there.
 */
export class LiveSteps {
  /** The last step that was told of each incident. */
  readonly #told = new Map<string, TimelineItem>();
  readonly #say: (line: string) => void;
  readonly #telling: Telling;

  constructor(say: (line: string) => void, telling: Telling) {
    this.#say = say;
    this.#telling = telling;
  }

  /** Takes what an incident has come to as known. */
  skip({id, timeline}: Incident): void {
    const last = timeline.at(-1);
    if (last !== undefined) this.#told.set(id, last);
  }

  see(incident: Incident): void {
    const {id, runbook, target, state, timeline} = incident;
    if (state === 'suppressed') return;
    const {speak, width, timing, began, colour = false} = this.#telling;
    for (const item of stepsBehind(timeline, this.#told.get(id))) {
      const time = clockText(timing.asLived(item.at - began));
      const what = `${runbook} · ${targetText(target)}`;
      const line = `${time}  ${item.state.padEnd(10)}  ${what}: ${speak(reasonSentence(item.reason))}`;
      const word = `  ${item.state}`;
      const shown = cutLine(line, width);
      this.#say(
        colour
          ? shown.replace(word, styleText(styleOf(item.state), word, {validateStream: false}))
          : shown,
      );
    }
    this.skip(incident);
  }
}

/** Steps may have the same time; of a history whose oldest lines are gone, what is later. */
function stepsBehind(
  timeline: readonly TimelineItem[],
  last: TimelineItem | undefined,
): readonly TimelineItem[] {
  if (last === undefined) return timeline;
  const known = timeline.findLastIndex(
    ({at, state, reason}) =>
      at === last.at && state === last.state && reason.kind === last.reason.kind,
  );
  return known >= 0 ? timeline.slice(known + 1) : timeline.filter(({at}) => at > last.at);
}

/** The word is there as well: the colour carries no meaning alone. */
function styleOf(state: State): Parameters<typeof styleText>[0] {
  if (standing(state) === 'parked') return 'magenta';
  if (state === 'failed') return 'red';
  return standing(state) === 'closed' ? 'green' : 'yellow';
}

/** Minutes and seconds of real operation. */
function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `+${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
