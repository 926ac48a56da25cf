import type {Incident} from '../../../functions/core/incident/incident.ts';
import type {Path} from '../paths/path.ts';
import type {Scene} from './scene.ts';
import type {Silences} from './silences.ts';
import {at, causeOf, dueAt, standing, wireId} from './stored.ts';
import {minute} from './times.ts';
import type {World} from './world.ts';

/** What nobody can know of a history, and what went on outside. */
export interface Doubts {
  readonly world: World;
  /** Whether anything has failed but the chat that was down. */
  readonly faulty: boolean;
  /** Stalled calls, refused looks, and leases that were taken from somebody alive. */
  readonly unknowable: number;
  /** Posts whose end nobody knows, by incident. */
  readonly ambiguous: ReadonlyMap<string, number>;
  readonly silences: Silences;
}

/**
 * Looks at what a history has left: nothing lost, nothing stuck, all that is stored is shown (I1 to I3, I11,
 * I12, I14, I23).
 */
export class AtRest {
  readonly #scene: Scene;
  readonly #doubts: Doubts;
  readonly #broken: (finding: string) => void;

  constructor(scene: Scene, doubts: Doubts, broken: (finding: string) => void) {
    this.#scene = scene;
    this.#doubts = doubts;
    this.#broken = broken;
  }

  /** The findings of a history that has come to rest, or ran out of its time. */
  judge(path: Path, quarrels: boolean, forged: number): void {
    const {durable} = this.#scene;
    for (const {key} of path.entries) {
      if (key === undefined) continue;
      const found = durable.latest(key);
      const distinct =
        path.entries.filter(one => one.key === key).length + (quarrels ? 1 : 0) + forged;
      if (found === undefined) this.#broken(`I1: no incident for ${key}`);
      else if (found.intake.entries.count > distinct) {
        this.#broken(`I1: ${key}: ${found.intake.entries.count} entries of ${distinct}`);
      }
    }
    if (path.chatDown !== undefined) this.#judgeChatDown(path.chatDown, path.entries);
    for (const key of path.opens ?? []) {
      if (durable.latest(key) === undefined) this.#broken(`I1: no incident for ${key}`);
    }
    for (const key of path.never ?? []) {
      if (durable.latest(key) !== undefined) this.#broken(`I6: an incident for ${key}`);
    }
    if (durable.quarantine.length < path.entries.filter(one => one.junk === true).length) {
      this.#broken('I1: junk is lost');
    }
    for (const incident of durable.all()) {
      this.#judgeEnd(incident);
      if (
        incident.epoch + incident.work.run > 1 &&
        !quarrels &&
        path.polls !== true &&
        forged === 0
      ) {
        this.#judgeReturn(incident, path);
      }
    }
  }

  /** I14: what cannot be told is repaired all the same, once. */
  #judgeChatDown(down: number, entries: Path['entries']): void {
    const {began, duty} = this.#scene;
    // What a clock that is ahead has stored, another may take up no sooner than the chat is back.
    if (this.#doubts.faulty || duty.skew > 0) return;
    for (const {problem, place, from, until = Infinity, ours} of this.#doubts.world.spells) {
      if (ours === true && until - from < 3 * minute + duty.patience && until < began + down)
        continue;
      this.#broken(`I14: ${problem} of ${place} waited for the chat`);
    }
    for (const {id, key, timeline} of this.#scene.durable.all()) {
      if (!entries.some(one => one.key === key)) continue;
      const end = timeline.find(one => standing(one.state) === 'closed')?.at ?? Infinity;
      if (end >= began + down + duty.patience)
        this.#broken(`I14: ${id} waited for the chat to be verified`);
    }
  }

  /** Only a sign that is newer than an incident's end opens it again. */
  #judgeReturn({id, key, timeline, state}: Incident, path: Path): void {
    // By a clock that is ahead a look is newer than the end that came after it: it asks nothing of anybody.
    if (this.#scene.duty.skew > 0 && state === 'no-action') return;
    // A person had it opened again, for an undo.
    if (timeline.some(one => one.reason.kind === 'undo-asked')) return;
    const ends = [...this.#scene.durable.incidents.values()]
      .filter(one => one.key === key)
      .flatMap(one => one.timeline)
      .filter(item => standing(item.state) === 'closed')
      .map(item => item.at);
    const newest = this.#scene.began + Math.max(0, ...path.entries.map(one => one.after));
    if (timeline.length > 0 && newest <= Math.min(...ends)) {
      this.#broken(`I23: ${id} was opened again by what had ended`);
    }
  }

  #judgeEnd(incident: Incident): void {
    const {slack} = this.#scene;
    const {id} = incident;
    if (standing(incident.state) === 'open') this.#broken(`I2: ${id} is ${incident.state}`);
    if (standing(incident.state) === 'parked' && dueAt(incident) === Infinity) {
      this.#broken(`I2: ${id} is ${incident.state}, and nobody looks again`);
    }
    if (incident.work.actions.some(one => one.result === undefined)) {
      this.#broken(`I3: ${id}: an action of which nobody says what became of it`);
    }
    const cause = causeOf(incident);
    // What nobody looks at any more was seen healthy.
    if (cause !== undefined && incident.work.nextLook !== undefined) {
      const state = this.#scene.durable.incidents.get(cause)?.state;
      const linked = this.#scene.durable.incidents.get(cause)?.intake.symptoms ?? [];
      if (state !== 'no-action' && !linked.some(one => one.key === incident.key)) {
        this.#broken(`I1: ${id} is explained by ${cause}, which does not tell it`);
      }
      if (state === undefined || state === 'no-action') {
        this.#broken(`I2: ${id} is explained by ${cause}, which is ${state ?? 'not there'}`);
      }
    }
    const roots = slack.roots(wireId(id));
    const allowed = 1 + this.#doubts.unknowable + (this.#doubts.ambiguous.get(wireId(id)) ?? 0);
    if (roots.length > allowed) this.#broken(`I12: ${id}: ${roots.length} roots`);
    // Told elsewhere: whether that is so is for `told.ts` to find out.
    const elsewhere = incident.state === 'suppressed' || incident.reason.kind === 'breaker-told';
    const {entries, symptoms} = incident.intake;
    // No log entry ever spoke of it, and whoever looked found nothing: there is nothing to tell.
    const gone = incident.state === 'no-action' && entries.count === 0 && symptoms.length === 0;
    if ((elsewhere || gone) && roots.length === 0) return;
    const {silences, world} = this.#doubts;
    if (roots.length === 0 && silences.mayStayUntold(incident, world)) return;
    // Of two roots, which an answer that was lost may leave, one is kept true.
    const shown = Math.max(0, ...roots.map(root => root.shown.at(-1)?.revision ?? 0));
    if (shown < incident.outbox.revision) {
      this.#broken(`I11: ${id}: shows ${shown} of ${incident.outbox.revision}, ${incident.state}`);
    }
    const [root] = roots;
    if (root === undefined || roots.length > 1 || allowed > 1) return;
    const notes = slack.messages
      .filter(one => one.thread === root.ts)
      .map(one => Number(at(one.metadata, 'event_payload', 'notes')));
    if (notes.some((count, index) => count <= (notes[index - 1] ?? 0))) {
      this.#broken(`I12: ${id}: told notes twice: ${notes.join(', ')}`);
    }
  }
}
