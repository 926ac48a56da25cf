import type {Cloud} from '../../support/cloud/cloud.ts';
import {type Problem, stateOf, type Thing} from './things.ts';

/** A time during which a thing was broken. */
export interface Spell extends Thing {
  readonly from: number;
  /** Absent: it still is. */
  until?: number;
  /** True once the responder has ended it. */
  ours?: true;
}

/** The history of what was really broken, seen from outside after everything that happens. */
export class World {
  readonly spells: Spell[] = [];
  readonly #cloud: Cloud;
  readonly #now: () => number;
  readonly #open = new Map<string, Spell>();
  #seen: readonly unknown[] = [];

  constructor(cloud: Cloud, now: () => number) {
    this.#cloud = cloud;
    this.#now = now;
  }

  /** Notes what broke or was repaired since the last look; `ours`: the responder has just changed it. */
  look(ours = false): void {
    if (this.#isSeen()) return;
    const {policies, services, mesh, registered, clusters, insides} = this.#cloud;
    const contents = [...insides.values()].flatMap(one => [one.namespaces, one.pods]);
    this.#seen = [
      ...[mesh, registered, ...policies.values(), ...services.values()],
      ...[...clusters.values(), ...contents],
    ];
    for (const {problem, place, broken} of stateOf(this.#cloud)) {
      const key = `${problem} ${place}`;
      const open = this.#open.get(key);
      if (broken && open === undefined) {
        const spell: Spell = {problem, place, from: this.#now()};
        this.#open.set(key, spell);
        this.spells.push(spell);
      } else if (!broken && open !== undefined) {
        open.until = this.#now();
        if (ours) open.ours = true;
        this.#open.delete(key);
      }
    }
  }

  /** Whether all is as it was at the last look: the played cloud replaces what it changes. */
  #isSeen(): boolean {
    const {policies, services, mesh, registered, clusters, insides} = this.#cloud;
    const seen = this.#seen;
    let index = 0;
    if (mesh !== seen[index++] || registered !== seen[index++]) return false;
    for (const one of policies.values()) if (one !== seen[index++]) return false;
    for (const one of services.values()) if (one !== seen[index++]) return false;
    for (const one of clusters.values()) if (one !== seen[index++]) return false;
    for (const {namespaces, pods} of insides.values()) {
      if (namespaces !== seen[index++] || pods !== seen[index++]) return false;
    }
    return index === seen.length;
  }

  /** Whether the thing was broken at any moment from `from` to `until`. */
  wasBroken(problem: Problem, place: string, from: number, until: number): boolean {
    return this.spells.some(
      one =>
        one.problem === problem &&
        one.place === place &&
        one.from <= until &&
        (one.until ?? Infinity) >= from,
    );
  }
}
