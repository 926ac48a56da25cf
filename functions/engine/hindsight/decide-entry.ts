import {findProject} from '../../core/config/settings.ts';
import {claimedProject, type LogEntry, viewEntry} from '../../core/detection/entry.ts';
import {type Finding, incidentKey} from '../../core/detection/finding.ts';
import {phraseId} from '../../core/texts/phrase.ts';
import type {KeptLook} from '../../core/looks/kept-look.ts';
import {allowListed} from '../intake/allow-list.ts';
import {classify} from '../intake/classify.ts';
import {sinkPasses} from '../intake/intake.ts';
import {runbookById} from '../lib/context.ts';
import {unseen} from './at-most.ts';
import type {Decided} from './decided.ts';
import {decideLook, type DecidedLook, type Responder, type Sign} from './decide-look.ts';

/** An entry is looked at within a minute; where much is going on, it may take longer. Milliseconds. */
const lookedAtWithin = 60 * 60 * 1000;
/** An entry that comes behind the last look of its incident is no other problem for so long, milliseconds. */
const stillTheSame = 30 * 60 * 1000;
/** So many causes stand behind one another at most. */
const chainLimit = 5;

/** Decides anew about log entries, with the looks that were kept. */
export class Hindsight {
  readonly #responder: Responder;
  readonly #passes: ReturnType<typeof sinkPasses>;
  readonly #looks = new Map<string, KeptLook[]>();
  readonly #known = new Map<KeptLook, Promise<DecidedLook>>();

  constructor(responder: Responder) {
    this.#responder = responder;
    this.#passes = sinkPasses(responder);
  }

  /** Takes a look that was kept; entries of its problem rest on it. */
  remember(look: KeptLook): void {
    const known = this.#looks.get(look.key);
    if (known === undefined) this.#looks.set(look.key, [look]);
    else known.push(look);
  }

  /** What the responder would do about a look. */
  async look(look: KeptLook): Promise<Decided> {
    return (await this.#decided(look)).decided;
  }

  /** What the responder would do about a log entry; all looks are to be remembered before. */
  async entry(value: unknown): Promise<Decided> {
    const entry = viewEntry(value);
    if (entry === undefined) return ignored('', 'not-an-object');
    const project = this.#nameOf(entry);
    const detection = classify(entry, this.#responder.runbooks);
    switch (detection.kind) {
      case 'unrelated':
        return ignored(project, 'unrelated');
      case 'foreign':
        return ignored(project, phraseId(detection.reason));
      case 'pulse':
        return ignored(project, 'heartbeat');
      case 'finding':
        break;
    }
    const scoped = allowListed(detection.finding, entry, this.#responder.settings);
    if (scoped.kind === 'outside') return ignored(project, scoped.reason.kind);
    const {finding} = scoped;
    if (!this.#passes(finding.runbook, entry)) return ignored(finding.target.project, 'filter');
    return this.#ofFinding(finding, Date.parse(entry.at ?? ''));
  }

  async #ofFinding(finding: Finding, time: number): Promise<Decided> {
    const {target, runbook} = finding;
    const look = this.#lookAt(incidentKey(finding), time);
    if (look !== undefined) return this.#followed(look, signOf(finding, look), time);
    const {project} = target;
    // Without a look detection and the modes alone can tell something.
    const outcome = unseen(this.#responder, runbook, project, 'no-look');
    return (await this.#explained(finding, time)) ?? {runbook, project, target, outcome};
  }

  /** What is done about a sign: what its own look leads to, or that of the cause which this look shows. */
  async #followed(look: KeptLook, sign: Sign, time: number): Promise<Decided> {
    let {decided, diagnosis} = await this.#decided(look, sign);
    let seen = look;
    let from = sign;
    for (let depth = 0; diagnosis?.kind === 'symptom' && depth < chainLimit; depth += 1) {
      const {runbook, target} = diagnosis.of;
      const key = incidentKey(diagnosis.of);
      const own = this.#lookAt(key, time);
      const {key: by, symptom} = from;
      const link = {
        key: by,
        runbook: from.runbook,
        target: from.target,
        count: 1,
        lastAt: 0,
        symptom,
      };
      from = {
        ...{key, runbook, target},
        symptom: `seen-from:${from.runbook}`,
        causes: runbookById(this.#responder, runbook).manifest.causes,
        signs: [link],
      };
      if (own !== undefined) [seen, from] = [own, own];
      ({decided, diagnosis} = await this.#decided(seen, from));
    }
    return decided;
  }

  /** What is done about a sign that had no look of its own, because a cause of it was looked at: then that. */
  async #explained({causes, target}: Finding, time: number): Promise<Decided | undefined> {
    const project = findProject(this.#responder.settings, target.project);
    if (project === undefined) return undefined;
    for (const id of causes) {
      for (const suspect of runbookById(this.#responder, id).suspects(project, target)) {
        const look = this.#lookAt(incidentKey({runbook: id, target: suspect}), time);
        if (look === undefined) continue;
        const {decided, diagnosis} = await this.#decided(look);
        if (diagnosis !== undefined && diagnosis.kind !== 'healthy') return decided;
      }
    }
    return undefined;
  }

  /** The look that followed an entry of a key, or the last one before it while its problem was the same. */
  #lookAt(key: string, time: number): KeptLook | undefined {
    const all = this.#looks.get(key) ?? [];
    const behind = all.filter(one => one.lastAt >= time && one.firstAt - time <= lookedAtWithin);
    const [next] = behind.sort((a, b) => a.firstAt - b.firstAt);
    if (next !== undefined) return next;
    const before = all.filter(one => one.lastAt < time && time - one.lastAt <= stillTheSame);
    return before.sort((a, b) => b.lastAt - a.lastAt)[0];
  }

  #decided(look: KeptLook, sign?: Sign): Promise<DecidedLook> {
    if (sign !== undefined && sign !== look) return decideLook(this.#responder, look, sign);
    const known = this.#known.get(look) ?? decideLook(this.#responder, look);
    this.#known.set(look, known);
    return known;
  }

  #nameOf(entry: LogEntry): string {
    const claimed = claimedProject(entry) ?? '';
    return findProject(this.#responder.settings, claimed)?.id ?? claimed;
  }
}

function ignored(project: string, why: string): Decided {
  return {project, outcome: {kind: 'ignored', why}};
}

/** What an entry is looked at for by now; what was found behind it then belongs to its incident. */
function signOf(finding: Finding, look: KeptLook): Sign {
  const {runbook, target, symptom, variant, causes} = finding;
  const isAsThen =
    look.runbook === runbook && look.variant === variant && same(look.causes, causes);
  // An incident keeps what its first entry was called.
  if (isAsThen) return look;
  return {
    ...{key: look.key, runbook, target, symptom, causes, signs: look.signs},
    ...(variant === undefined ? {} : {variant}),
  };
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
