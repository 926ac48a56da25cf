import type {DangersOf} from './danger.ts';
import type {Diagnosis} from './diagnosis.ts';
import type {LogEntry} from '../detection/entry.ts';
import type {Detection} from '../detection/finding.ts';
import type {LinkedSymptom} from '../incident/incident.ts';
import type {HeartbeatFact} from '../poll/heartbeat.ts';
import type {Texts} from '../texts/define-texts.ts';
import type {Readers} from '../ports/ports.ts';
import type {Project} from '../config/settings.ts';
import type {Target} from '../detection/target.ts';

/** `runbook.json`: read by TypeScript and by Terraform. */
export interface RunbookManifest {
  readonly id: string;
  readonly title: string;
  /**
   * The sink's filter, in the Logging query language, without the scope of projects; undefined where no log
   * announces the problem: then it has no sink and only its survey finds it. Never an empty text, which
   * would pass every entry.
   */
  readonly filter: string | undefined;
  /** Each place of its survey is looked at once in so many minutes. */
  readonly pollMinutes: number;
  /** IAM permissions that its survey and its diagnosis need. */
  readonly permissions: readonly string[];
  /** Ids of the actions that its diagnosis may ask for. */
  readonly actions: readonly string[];
  /** Runbooks whose problem explains this one's signs, the most basic first; from the causal graph. */
  readonly causes: readonly string[];
  /** The public page this runbook follows; of a private one, the page that its authors keep. */
  readonly page: string;
  /** It came from the folder that the configuration names. */
  readonly isPrivate?: true;
}

/** What a diagnosis may look at: a target whose project numbers were verified, and the readers. */
export interface Look {
  readonly target: Target;
  /**
   * What was seen first: what `detect` called it, or `polled`; `surveyed` when the state is looked at as
   * deep as an incident would, and nothing was seen yet; empty when the look was not made for a sign of
   * this runbook.
   */
  readonly symptom: string;
  readonly variant: string | undefined;
  /** True once a look of this run of the incident saw that the problem was there; a sign alone may be forged. */
  readonly confirmed?: true;
  readonly project: Project;
  /** The fleet host project; the same as `project` where the project hosts its own fleet. */
  readonly fleet: Project;
  /** The allow-listed projects that belong to the fleet. */
  readonly projects: readonly Project[];
  readonly readers: Readers;
  /** The signs that the incident explains so far; none where nothing was opened yet. */
  readonly signs: readonly LinkedSymptom[];
  /**
   * The newest log entries of a project that pass a filter, of the last so many minutes: hints, to
   * choose among what live state shows. Throws `CallError`.
   */
  readonly recent: (
    project: string,
    filter: string,
    minutes: number,
  ) => Promise<readonly LogEntry[]>;
  /** How the responder's own heartbeat of a project fares. */
  readonly heartbeat: (project: string) => Promise<HeartbeatFact>;
}

/** The symptom of what a poll found. */
export const polled = 'polled';

/** The symptom of a look that is as deep as an incident's, before anything is opened or waited for. */
export const surveyed = 'surveyed';

/** Whether a look follows a sign of the problem: an entry, or a poll that waited for it to end by itself. */
export function followsSign(symptom: string): boolean {
  return symptom !== '' && symptom !== surveyed;
}

/** Whether somebody complained, rather than a poll, a survey or a symptom's own look asking. */
export function isReported(symptom: string): boolean {
  return followsSign(symptom) && symptom !== polled;
}

/** What a survey may look over: one fleet, with the allow-listed projects that belong to it. */
export interface Ground {
  readonly fleet: Project;
  readonly projects: readonly Project[];
  readonly readers: Readers;
}

/** Where a problem would have to sit. */
export interface Surveyed {
  readonly places: readonly Target[];
  /** False when somewhere gave no answer: what is not among the places may be there all the same. */
  readonly whole: boolean;
}

/** What a runbook does, without what its manifest says of it. */
export interface RunbookWays {
  readonly texts: Texts;
  /** Pure, total and linear in the entry's size. */
  detect(entry: LogEntry): Detection;
  /**
   * Reads live state, and says what is to be done about what is broken. Throws `CallError` when a read that
   * decides gave no answer.
   */
  diagnose(look: Look): Promise<Diagnosis>;
  /**
   * For a problem that need not show in a log: every place of a fleet where it would have to sit, which
   * the poll then has diagnosed. The places are those that `detect` names, so that both ways lead to
   * one incident. Throws `CallError`.
   */
  survey?(ground: Ground): Promise<Surveyed>;
  /** Where this problem would have to sit to explain a sign on the given project and target. */
  suspects(project: Project, target: Target): readonly Target[];
  /** Which changes of a Terraform plan, or of manifests, would bring this problem about. */
  dangers?: DangersOf;
}

/** One documented problem. */
export interface Runbook extends RunbookWays {
  readonly manifest: RunbookManifest;
}
