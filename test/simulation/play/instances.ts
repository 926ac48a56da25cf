import {tokens} from '../../support/tokens.ts';
import {actions} from '../../../functions/actions/index.ts';
import {jsonLog} from '../../../functions/adapters/log.ts';
import {slackBot} from '../../../functions/adapters/chat/slack/bot.ts';
import type {Runbook} from '../../../functions/core/contract/runbook.ts';
import {CallError, StoreError} from '../../../functions/core/lib/error.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import type {Channel, Clock, History, WorkQueue} from '../../../functions/core/ports/ports.ts';
import type {Deps} from '../../../functions/engine/lib/context.ts';
import {StaleError} from '../../../functions/engine/lib/compare-and-set.ts';
import {type Click, interact} from '../../../functions/engine/operate/interact.ts';
import type {Received} from '../../../functions/engine/intake/intake.ts';
import {runbooks} from '../../../functions/runbooks/index.ts';
import {service, type Service} from '../../../functions/wiring/service.ts';
import {speakAll} from '../../../functions/wiring/translations.ts';
import {shop} from '../../support/cloud/harbor.ts';
import type {BreakingCloud} from '../world/cloud.ts';
import {settingsOf} from './configuration.ts';
import type {Effects} from './effects.ts';
import type {Judge} from '../judge/judge.ts';
import type {Verdict} from '../judge/outputs.ts';
import type {Play} from './play.ts';
import {hit, type Probes} from '../probes.ts';
import {process, type Process} from './process.ts';
import type {Scheduler} from './scheduler.ts';
import {sendOf, type Slack} from '../world/slack.ts';
import {type Durable, storeOf} from '../world/store.ts';
import {portsOf} from '../world/watched-ports.ts';

const second = 1000;
/** A push request gets this long; then it is delivered again, and what it started may go on. */
const requestMs = 130 * second;
const redeliverMs = 10 * second;
/** A poll each minute, on paths that a log announces, would only make every history longer. */
const unpolled = runbooks.map((one): Runbook => ({
  manifest: one.manifest,
  texts: one.texts,
  detect: entry => one.detect(entry),
  diagnose: look => one.diagnose(look),
  suspects: (...place) => one.suspects(...place),
}));
const speak = speakAll('en');
/** Each line that comes back may make another one. */
const mostEchoes = 100;

/** What the instances of one history share. */
export interface Shared {
  readonly play: Play;
  readonly scheduler: Scheduler;
  readonly cloud: BreakingCloud;
  readonly slack: Slack;
  readonly durable: Durable;
  readonly effects: Effects;
  readonly judge: Judge;
  readonly probes: Probes;
}

/** Instances of intake and respond, and the Pub/Sub that brings them their requests. */
export class Instances {
  readonly processes: Process[] = [];
  /** Messages that are not acknowledged, and events still to come. */
  open = 0;
  readonly #play: Play;
  readonly #scheduler: Scheduler;
  readonly #cloud: BreakingCloud;
  readonly #slack: Slack;
  readonly #durable: Durable;
  readonly #effects: Effects;
  readonly #judge: Judge;
  readonly #probes: Probes;
  #echoes = 0;

  constructor(shared: Shared) {
    this.#play = shared.play;
    this.#scheduler = shared.scheduler;
    this.#cloud = shared.cloud;
    this.#slack = shared.slack;
    this.#durable = shared.durable;
    this.#effects = shared.effects;
    this.#judge = shared.judge;
    this.#probes = shared.probes;
  }

  /** Has respond look at an incident. */
  advance(incident: string): void {
    this.#request('respond', one => one.advance(incident), {again: true, alone: false});
  }

  async #received(one: Service, value: unknown, isOwn: boolean): Promise<Received> {
    try {
      const received = await one.receive(value);
      this.#judge.outputs.received(value, verdictOf(received), isOwn);
      return received;
    } catch (error) {
      const expected = error instanceof CallError || error instanceof StoreError;
      if (!expected && !(error instanceof StaleError)) this.#judge.outputs.failed(value, error);
      throw error;
    }
  }

  /** A line of the responder's own log, as Cloud Logging would hand it to a sink. */
  #echo(line: string): void {
    this.#judge.outputs.logged(line);
    if (this.#play.path.echoes !== true || this.#echoes >= mostEchoes) return;
    this.#echoes += 1;
    const {severity, ...jsonPayload} = JSON.parse(line) as Record<string, unknown>;
    const time = new Date(this.#scheduler.now).toISOString();
    const entry = {
      ...{insertId: `own-${this.#echoes}`, timestamp: time, receiveTimestamp: time, severity},
      logName: `projects/${shop.id}/logs/run.googleapis.com%2Fstdout`,
      resource: {
        type: 'cloud_run_revision',
        labels: {project_id: shop.id, service_name: 'respond'},
      },
      jsonPayload,
    };
    this.later(second, () => {
      this.deliver(entry, false, true);
    });
  }

  /** Delivers an entry to intake; `alone`: to an instance of its own. */
  deliver(value: unknown, alone: boolean, isOwn = false): void {
    this.#request(
      'intake',
      async one => {
        const received = await this.#received(one, value, isOwn);
        if (received.kind === 'junk') await one.quarantine(received.reason, Buffer.from('junk'));
      },
      {again: true, alone},
    );
  }

  /** Sends a click to interact; a service of chat sends none again. */
  click(click: Click): void {
    this.#request(
      'interact',
      async (_service, instance) => {
        await interact(this.#depsKept(instance), click);
      },
      {again: false, alone: false},
    );
  }

  /** Asks respond for a sweep. */
  sweep(): void {
    this.#request('respond', one => one.sweep(), {again: false, alone: false});
  }

  /** Something that is still to come. */
  later(after: number, happen: () => void): void {
    this.open += 1;
    this.#scheduler.after(after, () => {
      this.open -= 1;
      happen();
    });
  }

  /** One push request: acknowledged, or delivered again. */
  #request(
    role: Process['role'],
    work: (service: Service, instance: Process) => Promise<void>,
    {again, alone}: {readonly again: boolean; readonly alone: boolean},
  ): void {
    this.open += 1;
    const instance = this.#instance(role, alone);
    let over = false;
    const finish = (acknowledged: boolean): void => {
      if (over) return;
      over = true;
      this.open -= 1;
      instance.busy -= 1;
      instance.orphans.delete(orphan);
      if (acknowledged || !again) return;
      this.later(redeliverMs, () => {
        this.#request(role, work, {again, alone});
      });
    };
    const orphan = (): void => {
      finish(false);
    };
    instance.busy += 1;
    instance.orphans.add(orphan);
    this.#scheduler.after(requestMs, orphan);
    const serve = async (): Promise<void> => {
      await work(await this.#serviceOf(instance), instance);
      await this.#effects.have(instance, {verb: 'pubsub.ack', about: role, make: () => undefined});
    };
    serve().then(() => {
      finish(true);
    }, orphan);
  }

  /** An instance that takes a request: respond works on one at a time. */
  #instance(role: Process['role'], alone: boolean): Process {
    const {now} = this.#scheduler;
    const free = this.processes.find(
      one =>
        one.role === role &&
        one.alive &&
        one.frozenUntil <= now &&
        (role === 'respond' ? one.busy === 0 : !alone),
    );
    if (free !== undefined) return free;
    const fresh = process(`${role}-${this.processes.length}`, role);
    this.processes.push(fresh);
    return fresh;
  }

  #serviceOf(instance: Process): Promise<Service> {
    instance.service ??= service(this.#depsKept(instance), {local: false}).catch(
      (error: unknown) => {
        instance.service = undefined;
        throw error;
      },
    );
    return instance.service;
  }

  readonly #deps = new WeakMap<Process, Deps>();

  #depsKept(instance: Process): Deps {
    const known = this.#deps.get(instance) ?? this.#depsOf(instance);
    this.#deps.set(instance, known);
    return known;
  }

  #depsOf(instance: Process): Deps {
    instance.skew = this.#play.skew?.() ?? 0;
    const clock: Clock = this.#scheduler.clock(instance, instance.skew);
    const effects = this.#effects;
    const store = storeOf(
      this.#durable,
      effects,
      instance,
      (...commit) => {
        const [, before, {state, reason}] = commit;
        const isNew = before?.state !== state || before.reason.kind !== reason.kind;
        if (isNew) hit(this.#probes, `${state}/${reason.kind}`);
        this.#judge.committed(...commit);
      },
      (...read) => {
        this.#judge.changing.read(...read);
      },
    );
    return {
      settings: settingsOf(this.#play.path),
      runbooks: this.#play.path.polls === true ? runbooks : unpolled,
      actions,
      store,
      guardStore: store,
      ...portsOf(this.#cloud, effects, instance, this.#judge),
      // No path has heartbeats.
      pulse: {beat: () => Promise.reject(new Error('no heartbeat is configured'))},
      history: this.#historyOf(instance),
      channels: this.#channelsOf(instance),
      queue: this.#queueOf(instance),
      clock,
      timing: new TimeScale(),
      log: this.#log,
      holder: instance.name,
      isGone: () => false,
      random: () => 0.5,
      token: this.#token,
    };
  }

  readonly #token = tokens();

  readonly #log = jsonLog(line => {
    this.#echo(line);
  });

  #historyOf(instance: Process): History {
    return {
      count: project =>
        this.#effects.have(instance, {
          verb: 'google.count',
          about: project,
          make: () => ({count: 7, atLeast: false}),
        }),
      newest: project =>
        this.#effects.have(instance, {verb: 'google.newest', about: project, make: () => []}),
      since: () => {
        throw new Error('the engine does not read history');
      },
    };
  }

  #channelsOf(instance: Process): readonly Channel[] {
    const send = sendOf(this.#slack, this.#effects, instance, () => this.#scheduler.now);
    const clickable = this.#play.path.settings?.interact !== undefined;
    return [slackBot({send, token: 'xoxb-canary', channel: 'C1', speak, clickable})];
  }

  /** When the copies of a message arrive: at least once is what Pub/Sub promises. */
  #copies(): readonly number[] {
    switch (this.#play.delivery) {
      case 'twice':
        return [20, 300];
      case 'concurrent':
        return [20, 20, 20];
      case 'once':
      case 'reversed':
      case 'day-later':
      case 'racing-sweep':
        return [20];
    }
  }

  #queueOf(instance: Process): WorkQueue {
    if (this.#play.path.onlySweep === true) return {handOver: () => Promise.resolve()};
    return {
      handOver: incident =>
        this.#effects.have(instance, {
          verb: 'pubsub.publish',
          about: incident,
          make: () => {
            for (const after of this.#copies()) {
              this.later(after, () => {
                this.#request('respond', one => one.advance(incident), {again: true, alone: false});
              });
            }
          },
        }),
    };
  }
}

/** A copy of what was taken is taken, whoever counts it. */
function verdictOf(received: Received): Verdict {
  switch (received.kind) {
    case 'junk':
      return 'junk';
    case 'suppressed':
      return 'outside';
    case 'skipped':
      return received.reason.kind === 'duplicate' ? 'taken' : 'skipped';
    case 'opened':
    case 'joined':
    case 'reopened':
    case 'adopted':
    case 'duplicate':
    case 'counted':
    case 'stale':
      return 'taken';
  }
}
