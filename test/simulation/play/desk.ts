import type {Answer} from '../../../functions/core/incident/approval.ts';
import {answered, refusalOf} from '../../../functions/core/inbox/answer.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import type {Log} from '../../../functions/core/ports/ports.ts';
import {answerPlan} from '../../../functions/engine/operate/answer-plan.ts';
import {pauseAll, unpauseAll} from '../../../functions/engine/stops/pause.ts';
import {endSilence, silence} from '../../../functions/engine/stops/silence.ts';
import type {Judge} from '../judge/judge.ts';
import {pressOf} from '../../../functions/core/interaction/press.ts';
import type {Click} from '../../../functions/engine/operate/interact.ts';
import type {Desk, PressedVerb, Presser} from '../paths/path.ts';
import type {Slack} from '../world/slack.ts';
import type {Scheduler} from './scheduler.ts';
import {directStore, type Durable} from '../world/store.ts';

const minute = 60_000;
/** How often a person comes by, once a minute: refused reads keep a plan from being asked about for long. */
const answersLimit = 90;

const silent: Log = {info: () => undefined, warn: () => undefined, error: () => undefined};

/** What the history calls them. */
export const emails: Readonly<Record<Presser, string>> = {
  U0KIM: 'kim@harbor.example',
  U0LEE: 'lee@harbor.example',
  U0GUEST: 'Slack U0GUEST',
};

/** The person at the command: the engine's own use cases, on a store that answers at once. */
export class Person implements Desk {
  readonly #scheduler: Scheduler;
  readonly #durable: Durable;
  readonly #judge: Judge;
  readonly #handOver: (incident: string) => void;
  readonly #slack: Slack;
  readonly #click: (click: Click) => void;
  /** What was sent to interact, oldest first. */
  readonly #clicks: Click[] = [];
  /** What was answered, oldest first. */
  readonly #given: Answer[] = [];

  constructor(parts: {
    readonly scheduler: Scheduler;
    readonly durable: Durable;
    readonly judge: Judge;
    /** Has respond look at an incident. */
    readonly handOver: (incident: string) => void;
    readonly slack: Slack;
    /** Brings a click to interact. */
    readonly click: (click: Click) => void;
  }) {
    this.#scheduler = parts.scheduler;
    this.#durable = parts.durable;
    this.#judge = parts.judge;
    this.#handOver = parts.handOver;
    this.#slack = parts.slack;
    this.#click = parts.click;
  }

  answer(said: Answer['answer'], hash?: 'old'): void {
    void this.#answerAll(said, hash, 0);
  }

  answerOnce(said: Answer['answer']): void {
    void this.#answerAll(said, undefined, answersLimit);
  }

  pause(): void {
    const at = this.#scheduler.now;
    void pauseAll(this.#deps(), {reason: 'migration', by: 'kim', at});
    this.#judge.changing.paused(true);
  }

  unpause(): void {
    void unpauseAll(this.#deps(), 'kim');
    this.#judge.changing.paused(false);
  }

  silence(project: string, length: number): void {
    const from = this.#scheduler.now;
    const until = from + length;
    void silence(this.#deps(), {
      id: `s-${project}`,
      project,
      reason: 'move',
      by: 'kim',
      from,
      until,
    });
    this.#judge.silences.silenced(project, until);
  }

  endSilences(): void {
    void endSilence(this.#deps(), 'all', 'kim');
    this.#judge.silences.ended();
  }

  press(verb: PressedVerb, who: Presser): void {
    this.#pressAll(verb, who, 0);
  }

  pressOnce(verb: PressedVerb, who: Presser): void {
    this.#pressAll(verb, who, answersLimit);
  }

  pressAgain(): void {
    for (const click of this.#clicks) this.#click(click);
  }

  /** The newest state of each message is what a person sees. */
  #pressAll(verb: PressedVerb, who: Presser, times: number): void {
    for (const message of this.#slack.messages) {
      const shown = message.shown.at(-1);
      const press = pressOf(shown?.buttons.get(verb));
      if (shown === undefined || press === undefined) continue;
      const click: Click = {
        interaction: {kind: 'submitted', press, fields: {}},
        who: {kind: 'slack', team: 'T0', user: who},
      };
      this.#clicks.push(click);
      this.#judge.changing.clicked({
        ...{incident: press.incident, verb, who: emails[who], plan: shown.plan},
        at: this.#scheduler.now,
      });
      this.#click(click);
    }
    if (times >= answersLimit) return;
    this.#scheduler.after(minute, () => {
      this.#pressAll(verb, who, times + 1);
    });
  }

  forge(): void {
    this.#judge.changing.forged();
    for (const incident of this.#durable.all()) {
      const plan = incident.work.plan?.hash ?? '';
      const last = this.#given.findLast(one => one.plan === plan);
      const yes = last ?? {plan, answer: 'approved', by: 'kim', at: this.#scheduler.now};
      if (refusalOf(incident, yes.plan) !== undefined) continue;
      const forged = answered(incident, yes, this.#scheduler.now);
      this.#durable.replace({...forged, version: incident.version + 1});
      this.#handOver(incident.id);
    }
  }

  #deps() {
    const store = directStore(this.#durable);
    return {
      store,
      guardStore: store,
      timing: new TimeScale(),
      clock: this.#scheduler.clock({alive: true}, 0),
      log: silent,
      // Who answers may read incidents and write answers, and no more: respond's sweep takes them up.
      queue: {
        handOver: () => Promise.reject(new Error('PERMISSION_DENIED: pubsub.topics.publish')),
      },
    };
  }

  async #answerAll(said: Answer['answer'], hash: 'old' | undefined, times: number): Promise<void> {
    const {now} = this.#scheduler;
    for (const {
      id,
      work: {plan},
    } of this.#durable.all()) {
      const approval: Answer = {plan: hash ?? plan?.hash ?? '', answer: said, by: 'kim', at: now};
      const {kind} = await answerPlan(this.#deps(), id, approval);
      if (kind !== 'taken') continue;
      if (hash === 'old') this.#judge.violations.push(`I10: ${id}: an old hash was taken`);
      this.#given.push(approval);
      this.#judge.changing.answered(id, approval);
    }
    if (hash === 'old' || times >= answersLimit) return;
    this.#scheduler.after(minute, () => {
      void this.#answerAll(said, hash, times + 1);
    });
  }
}
