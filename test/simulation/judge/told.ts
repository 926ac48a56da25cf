import type {Incident} from '../../../functions/core/incident/incident.ts';
import type {Cloud} from '../../support/cloud/cloud.ts';
import {fleet} from '../../support/cloud/harbor.ts';
import type {FaultKind} from '../play/faults.ts';
import type {Posted, Shown, Slack} from '../world/slack.ts';
import type {Durable} from '../world/store.ts';
import type {Silences} from './silences.ts';
import {claimOf, contradictionIn, isBlind, needsNothing, tellsSign} from './claims.ts';
import {causeOf, standing, wireId} from './stored.ts';
import type {Problem, Thing} from './things.ts';
import type {Spell, World} from './world.ts';

const minute = 60_000;
/** Looks, posts and turns that a fault has broken are made good within this time. */
const afterFaultMs = 20 * minute;
/** A mesh may take so long to notice that what troubled it is over. */
const noticeMs = 10 * minute;
/** What waits for a person is looked at every 15 minutes: by then a message knows that it is over. */
const watchedMs = 20 * minute;

/** What has to be told, and how soon. */
export interface Duty {
  /** From the first sign of a problem to the message, ms. */
  readonly within: number;
  /** Clocks and answers that are slow make every wait so much longer, ms. */
  readonly patience: number;
  /** How far apart clocks may be, ms. */
  readonly skew: number;
  /** How long all that an adversary has made up takes to be told, ms. */
  readonly flood: number;
  /** True where nobody sweeps for a day: what a frozen process told late stays as it is. */
  readonly unwatched: boolean;
  /** True where no log says anything: every broken thing is its own sign. */
  readonly polls: boolean;
}

/** What the judge of messages looks at. */
interface Sight {
  readonly cloud: Cloud;
  readonly world: World;
  readonly slack: Slack;
  readonly durable: Durable;
  readonly now: () => number;
  readonly duty: Duty;
  readonly silences: Silences;
}

/**
 * Compares what people could see with what was really broken: I26 what stays broken is told in time,
 * I27 nothing healthy is called broken, I28 every end is told, I29 what asks for a person is never
 * silent. What an incident says of itself counts for nothing, but that it exists.
 */
export class Told {
  readonly #sight: Sight;
  /** When honest entries arrived. */
  readonly #signs: number[] = [];
  /** When each incident began to wait for a person. */
  readonly #asking = new Map<string, number>();
  /** What was told after its time. */
  readonly #late: string[] = [];
  #lastFaultAt = -Infinity;
  /** When the first read of Google's state went wrong. */
  #blindSince = Infinity;

  constructor(sight: Sight) {
    this.#sight = sight;
  }

  /** An honest entry arrived. */
  heard(): void {
    this.#signs.push(this.#sight.now());
  }

  /** A read that is refused is no excuse: it is to be told at once, so it prolongs nothing. */
  faulted(verb: string, kind: FaultKind, until: number): void {
    if (verb.startsWith('google.'))
      this.#blindSince = Math.min(this.#blindSince, this.#sight.now());
    // A poll has no incident yet that could tell it.
    if (kind === 'denied' && reads.includes(verb) && !this.#sight.duty.polls) return;
    this.#lastFaultAt = Math.max(this.#lastFaultAt, until);
  }

  committed(after: Incident): void {
    const asks = standing(after.state) === 'parked' || after.state === 'failed';
    if (!asks || isElsewhere(after)) this.#asking.delete(after.id);
    else if (!this.#asking.has(after.id)) this.#asking.set(after.id, this.#sight.now());
  }

  /** A root was shown. */
  showed(message: Posted): string | undefined {
    const last = message.shown.at(-1);
    if (last === undefined) return undefined;
    const asked = [...this.#asking].find(([id]) => wireId(id) === message.incident);
    if (asked !== undefined && message.shown.length === 1) this.#judgeAsked(asked);
    const odd = contradictionIn(last);
    if (odd !== undefined) return `I27: ${odd}: ${last.text}`;
    const claim = claimOf(last);
    if (claim.kind !== 'broken') return undefined;
    const {problem, place} = claim;
    // An open incident may still tell of what has just ended.
    if (this.#sight.world.wasBroken(problem, place, -Infinity, last.at)) return undefined;
    return `I27: told as broken, and never was: ${last.text}`;
  }

  /** The findings of a history that has come to rest. */
  end(): readonly string[] {
    const {world, slack} = this.#sight;
    const roots = slack.messages.filter(one => one.thread === undefined);
    return [
      ...this.#late,
      ...world.spells.flatMap(spell => this.#judgeSpell(spell, roots)),
      ...roots.flatMap(root => this.#judgeEnd(root)),
      ...this.#sight.durable.all().flatMap(one => this.#judgeSilent(one)),
      ...this.#judgeGathered(),
    ];
  }

  #judgeAsked([id, since]: readonly [string, number]): void {
    // What somebody made up may wait for what is real, as long as turns are scarce.
    const project = this.#sight.durable.incidents.get(id)?.target.project ?? '';
    const late = this.#sight.now() - this.#deadline(since, project) - this.#sight.duty.flood;
    if (late > 0) this.#late.push(`I29: ${id} asked for a person ${late / 1000} s too late`);
  }

  /** By when something must be told that was to be known at that time. */
  #deadline(from: number, project: string): number {
    const {duty, silences} = this.#sight;
    const {within, patience} = duty;
    const faulted = this.#lastFaultAt + afterFaultMs;
    // What is silenced is told behind it.
    const hushed = silences.endFor(project, from + within) + within;
    return Math.max(from + within, faulted, hushed) + patience;
  }

  #judgeSpell(spell: Spell, roots: readonly Posted[]): readonly string[] {
    const {world, duty} = this.#sight;
    const until = spell.until ?? Infinity;
    const sign = duty.polls ? spell.from : this.#signs.find(time => time >= spell.from);
    if (sign === undefined) return [];
    const [project = ''] = spell.place.split('/');
    const by = this.#deadline(sign, project);
    if (until < by || this.#isOvertaken(spell, roots)) return [];
    const told = roots.flatMap(({shown}) =>
      shown.filter((_one, index) => (shown[index + 1]?.at ?? Infinity) >= spell.from),
    );
    const isTold = (limit: number): boolean =>
      told.some(one => {
        // Its sign is told, with the read that nobody may make.
        if (one.at <= limit && (isBlind(one) || tellsSign(one, spell))) return true;
        const claim = claimOf(one);
        if (claim.kind === 'over' || claim.kind === 'other') return false;
        // What every read shows is told as known, unless the message says why it is not.
        if (claim.kind === 'unsure' && !claim.explained && this.#blindSince > one.at) return false;
        return one.at <= limit && claim.problem === spell.problem && claim.place === spell.place;
      });
    if (isTold(by)) return [];
    const what = `${spell.problem} of ${spell.place}`;
    // Another problem accounts for it where that was really there, and lies under this place.
    const covers = told.flatMap(one => {
      const claim = claimOf(one);
      if (one.at > by || claim.kind === 'over' || claim.kind === 'other') return [];
      if (!covered[spell.problem].includes(claim.problem) || !isUnder(claim, spell)) return [];
      return world.spells.filter(
        ({problem, place, from, until: end = Infinity}) =>
          problem === claim.problem && place === claim.place && from <= by && end >= sign,
      );
    });
    if (covers.length === 0) return [`I26: ${what} stayed broken and nobody was told in time`];
    // What outlives that one is told by itself, once the mesh had time to notice.
    const over = Math.max(...covers.map(one => one.until ?? Infinity));
    const limit = this.#deadline(over + noticeMs, project);
    if (until < limit || this.#sight.now() < limit || isTold(limit)) return [];
    return [`I26: ${what} outlived what accounted for it and nobody was told`];
  }

  /**
   * By a clock that is ahead, the end of the spell before, or when live state was seen to be well again, is later than
   * the sign of this one, which is then one of the old ones; a poll finds it, where there are any.
   */
  #isOvertaken({problem, place, from}: Spell, roots: readonly Posted[]): boolean {
    const {world, duty} = this.#sight;
    if (duty.skew === 0) return false;
    const spells = world.spells.flatMap(({until, ...one}) =>
      one.problem === problem && one.place === place && until !== undefined ? [until] : [],
    );
    const seen = roots.flatMap(({shown}) =>
      shown.flatMap(one => {
        const claim = claimOf(one);
        const isIts = claim.kind === 'over' && claim.problem === problem && claim.place === place;
        return isIts ? [one.at] : [];
      }),
    );
    return [...spells, ...seen].some(end => end <= from && end + duty.skew > from);
  }

  /** What ended long ago is not called broken any more. */
  #judgeEnd({shown, incident}: Posted): readonly string[] {
    const last: Shown | undefined = shown.at(-1);
    if (last === undefined) return [];
    const claim = claimOf(last);
    if (claim.kind !== 'broken') return [];
    // Of two roots, which a post whose end nobody can know may leave, one is kept true.
    const twins = this.#sight.slack.roots(incident).map(one => one.shown.at(-1));
    if (twins.some(one => one !== undefined && claimOf(one).kind === 'over')) return [];
    const {world, now, durable, duty} = this.#sight;
    const stored = durable.all().find(one => wireId(one.id) === incident);
    // Handed over for good: nobody looks again, and it says so.
    if (stored === undefined || stored.state === 'failed') return [];
    const since = now() - watchedMs - duty.patience;
    if (duty.unwatched && this.#lastFaultAt > -Infinity) return [];
    const isBroken = world.wasBroken(claim.problem, claim.place, since, Infinity);
    if (isBroken || this.#lastFaultAt > since || this.#blindSince < Infinity) return [];
    return [`I28: still told as broken, and long over: ${last.text}`];
  }

  /** Of the clusters of a project that nobody knows, one message tells. */
  #judgeGathered(): readonly string[] {
    const told = new Map<string, number>();
    const {durable, slack, cloud, duty} = this.#sight;
    // Under a number that is not the configured one nothing is read: nobody can know who is unknown.
    if (cloud.numbers.get(fleet.id) !== fleet.number) return [];
    for (const one of durable.all()) {
      const roots = slack.roots(wireId(one.id));
      // Whose lease ran out by another clock may still say that it needs nothing.
      const asks = roots.some(({shown}) => duty.skew === 0 || !shown.every(needsNothing));
      if (!this.#isNowhere(one) || !asks) continue;
      told.set(one.target.project, (told.get(one.target.project) ?? 0) + 1);
    }
    return [...told].flatMap(([project, count]) =>
      count <= 1 || this.#lastFaultAt > -Infinity
        ? []
        : [`I30: ${count} messages of clusters in ${project} that nobody knows`],
    );
  }

  #isNowhere({target: {cluster}}: Incident): boolean {
    const {mesh} = this.#sight.cloud;
    const known = mesh.kind === 'enabled' ? mesh.memberships : [];
    return cluster !== undefined && !known.some(one => one.membership === cluster);
  }

  /** The incident at the end of the chain of causes. */
  #tellerOf(incident: Incident): string | undefined {
    let cause = causeOf(incident);
    for (let links = 0; links < 5 && cause !== undefined; links += 1) {
      const found = this.#sight.durable.incidents.get(cause);
      const next = found === undefined ? undefined : causeOf(found);
      if (next === undefined) return cause;
      cause = next;
    }
    return cause;
  }

  #judgeSilent(incident: Incident): readonly string[] {
    const {slack, durable, world} = this.#sight;
    const {id, state, reason} = incident;
    const isPosted = slack.roots(wireId(id)).length > 0;
    if (reason.kind === 'breaker-told') {
      const teller = durable.incidents.get(reason.incident);
      if (teller !== undefined && slack.roots(wireId(teller.id)).length > 0) return [];
      return isPosted ? [] : [`I29: ${id}: nobody tells what ${reason.incident} was to tell`];
    }
    const cause = this.#tellerOf(incident);
    const teller = cause === undefined ? undefined : durable.incidents.get(cause);
    const {silences} = this.#sight;
    if (teller !== undefined && silences.mayStayUntold(teller, world)) return [];
    if (cause !== undefined && !isPosted) {
      const roots = slack.roots(wireId(cause));
      const claims = roots.flatMap(one => one.shown.map(claimOf));
      const really = claims.some(
        one => one.kind === 'other' || world.wasBroken(one.problem, one.place, -Infinity, Infinity),
      );
      // Signs of places that are nowhere are told together, by whichever came first.
      const together = this.#isNowhere(incident) && roots.length > 0;
      return really || together
        ? []
        : [`I26: ${id} is explained by ${cause}, which was never broken or told`];
    }
    const asks = standing(state) === 'parked' || state === 'failed';
    return asks && !isPosted ? [`I29: ${id} is ${state}, and nobody was told`] : [];
  }
}

const reads = ['serviceState', 'policy', 'project', 'mesh', 'registrations', 'cluster'].map(
  verb => `google.${verb}`,
);

/** Which problems can be the cause of which. */
const covered: Readonly<Record<Problem, readonly Problem[]>> = {
  gateway: [],
  binding: [],
  mesh: ['gateway', 'binding', 'pool', 'issuer'],
  pool: [],
  issuer: [],
  injection: [],
  upgrade: ['gateway', 'binding', 'mesh'],
};

/** The host's gateway serves the whole fleet, a binding its own project. */
function isUnder({problem, place}: Thing, spell: Thing): boolean {
  return problem === 'gateway' || spell.place === place || spell.place.startsWith(`${place}/`);
}

function isElsewhere({state, reason}: Incident): boolean {
  return state === 'suppressed' || reason.kind === 'breaker-told';
}
