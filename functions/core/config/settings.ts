import type {Locale} from '../texts/define-texts.ts';
import type {Mention} from './mention.ts';
import type {Person} from './people.ts';
import type {ProjectPlace, ProjectScope} from './project-scope.ts';
import type {Target} from '../detection/target.ts';

/** How far the responder may go by itself. */
export type Mode = 'observe' | 'approve' | 'auto';

/** One line of the allow-list: outside it nothing is ever changed. */
export interface Project extends ProjectPlace {
  readonly id: string;
  /** Project number, decimal digits; must agree with Resource Manager before anything is changed. */
  readonly number: string;
  /** Id of the fleet host project; the project itself by default. Always in the allow-list. */
  readonly fleet: string;
  /** When given, only these locations are ours. */
  readonly locations?: readonly string[];
  /** When given, only these clusters are ours. */
  readonly clusters?: readonly string[];
}

/** A space of Google Chat: behind an incoming webhook, or one that the Chat app is a member of. */
export type GoogleChatPlace =
  | {readonly kind: 'webhook'; readonly url: string}
  /** `space` is `spaces/ID`. */
  | {readonly kind: 'app'; readonly space: string};

/** Where announcements go; the secrets are already resolved. */
export interface ChatSettings {
  readonly slack?:
    | {readonly kind: 'webhook'; readonly url: string}
    | {readonly kind: 'bot'; readonly token: string; readonly channel: string};
  readonly googleChat?: GoogleChatPlace;
}

/** The function that takes people's clicks and answers. */
export interface InteractSettings {
  /** Its public https address without a path; tokens have to be made for it. */
  readonly url: string;
  /** OAuth clients whose tokens of a person the command may hand in, beside those made for `url`. */
  readonly clients: readonly string[];
  /** Absent: no click comes from Slack. */
  readonly slack?: {
    /** The workspace, `T…`: who is of another one is nobody here. */
    readonly team: string;
    /** What requests are signed with, the former one too while it is replaced; none: where clicks are not taken. */
    readonly signingSecrets: readonly string[];
  };
  /** Absent: no click comes from Google Chat. */
  readonly googleChat?: {
    /** The service account that the Chat app's requests are signed for. */
    readonly account: string;
  };
}

/** The page that shows incidents to people. */
export interface ConsoleSettings {
  /** Its public https address without a path; absent: messages have no link to it. */
  readonly url?: string;
  /** The audience of the assertions by which IAP says who looks; absent: nobody knows, and the console only shows. */
  readonly iapAudience?: string;
}

/** Who may answer plans; of several that match the first counts. */
export interface ApproverRule extends ProjectScope {
  /** Absent: every runbook. */
  readonly runbook?: string;
  /** E-mail addresses. */
  readonly people: readonly string[];
  /** User groups of Slack, `S…`, and Google groups by their e-mail. */
  readonly groups?: readonly string[];
  /** So many different people have to say yes. */
  readonly votes: number;
  /** Who may not approve, whatever else the rule says. */
  readonly except?: ApproverException;
}

/** Who may not approve: who caused the problem, by the audit log, who asked for an undo, or neither. */
export const approverExceptions = ['who-caused-it', 'who-asked', 'who-asked-or-caused-it'] as const;

/** One of `approverExceptions`. */
export type ApproverException = (typeof approverExceptions)[number];

/** What sends some incidents to a place of their own; the first that matches decides. */
export interface Route extends ProjectScope {
  /** Absent: every runbook. */
  readonly runbook?: string;
  /** Names of states; absent: every one. */
  readonly states?: readonly string[];
  readonly to: ChatSettings;
  /** Whom its messages call while they ask for a person. */
  readonly mention?: readonly Mention[];
}

/** Who is called out of bed; the secrets are already resolved. */
export interface PagingSettings {
  readonly pagerDuty?: {
    /** The integration key of Events API v2. */
    readonly routingKey: string;
    /** The service region of the account; absent: the United States. */
    readonly region?: 'us' | 'eu';
    /** Names of the states that page, of those that ask for a person; absent: every one. */
    readonly states?: readonly string[];
  };
}

/** A program that is told of every revision. */
export interface WebhookSettings {
  readonly url: string;
  /** What its events are signed with. */
  readonly secret: string;
}

/** Who hears of what nobody has acknowledged for so long. */
export interface EscalationStep {
  /** Seconds since it first asked for a person. */
  readonly afterSeconds: number;
  readonly to: ChatSettings & {readonly paging?: 'pagerDuty'};
  readonly mention?: readonly Mention[];
}

/** Where incidents live: a SQLite file, a database of Firestore, or memory where neither is named. */
export type StoreSettings =
  | {
      /** The file's path. */
      readonly sqlite?: string;
      readonly firestore?: never;
    }
  | {
      readonly sqlite?: never;
      readonly firestore: FirestoreSettings;
    };

/** Two databases of one project. */
export interface FirestoreSettings {
  readonly project: string;
  /** Of incidents, quarantined deliveries and what polls remember. */
  readonly database: string;
  /** Of what the guard goes by; intake's identity must not be able to open it. */
  readonly guardDatabase: string;
}

/** The guard's database, where the configuration names none. */
export function guardDatabaseOf(database: string): string {
  return `${database === '(default)' ? 'mesh-responder' : database}-guard`;
}

/** What a rule gives: a mode, or `exclude`, where nothing is ever changed. */
export type RuleMode = Mode | 'exclude';

/** One line of `rules`: a mode for a runbook, for projects, or for one on the others. */
export interface Rule extends ProjectScope {
  /** Absent: every runbook. */
  readonly runbook?: string;
  readonly mode: RuleMode;
}

/** What a silence is about; of what is absent, all. One of them is there. */
export interface SilenceScope extends ProjectScope {
  readonly runbook?: string;
  readonly location?: string;
  /** The name of a cluster or of a membership. */
  readonly cluster?: string;
}

/** The days of the week as the configuration names them, in the order of `Date`. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** A maintenance window: during it, what it is about is neither told nor repaired. */
export type MaintenanceWindow = SilenceScope & {readonly reason: string} & (
    | {
        readonly kind: 'once';
        /** Epoch ms. */
        readonly from: number;
        readonly until: number;
      }
    | {
        readonly kind: 'weekly';
        readonly days: readonly (typeof weekdays)[number][];
        /** Minutes since midnight, by the clock of the zone. */
        readonly minute: number;
        readonly seconds: number;
        /** An IANA name. */
        readonly timeZone: string;
      }
  );

/** What one project may cost at most. */
export interface Budgets {
  /** Changes that are made in one hour. */
  readonly repairsPerHour: number;
  /** Announcements that each channel gets in one minute. */
  readonly messagesPerMinute: number;
}

/** The budgets of a project where the configuration names none; chat takes one message a second. */
export const usualBudgets: Budgets = {repairsPerHour: 10, messagesPerMinute: 60};

/** What messages show beside the incident. */
export interface MessageSettings {
  /** An IANA name; Slack shows each reader the own zone. Absent: UTC. */
  readonly timeZone?: string;
  /** Where docs/ is published, without a slash at its end; absent: the repository. */
  readonly docsUrl?: string;
  /** Where people at a command line have this configuration; absent: where MESH_RESPONDER_CONFIG says. */
  readonly config?: string;
  /** The e-mail of the identity that repairs, for messages that name what it lacks. */
  readonly identity?: string;
}

/** Where docs/ can be read when nobody publishes it. */
export const usualDocsUrl = 'https://github.com/mesh-responder/mesh-responder/blob/main/docs';

/** A change of a Terraform plan, or of manifests, that somebody accepts although it would break the mesh. */
export interface AcceptedDanger {
  /** As the plan writes it. */
  readonly address: string;
  /** Absent: whatever it would break. */
  readonly runbook?: string;
  readonly reason: string;
  /** Epoch ms; from then on it counts again. */
  readonly until: number;
}

/** The validated configuration file. */
export interface Settings {
  readonly projects: readonly Project[];
  /** What holds where no rule says otherwise. */
  readonly mode: Mode;
  readonly rules?: readonly Rule[];
  readonly budgets?: Budgets;
  /** Maintenance windows that come by themselves. */
  readonly silences?: readonly MaintenanceWindow[];
  /** Ids of the actions that may be taken at all; absent: every one. */
  readonly actions?: readonly string[];
  /** What `guard` goes by when it checks a plan. */
  readonly planGuard?: {readonly accept: readonly AcceptedDanger[]};
  readonly locale: Locale;
  readonly chat: ChatSettings;
  readonly routes?: readonly Route[];
  readonly paging?: PagingSettings;
  readonly webhooks?: readonly WebhookSettings[];
  /** In the order of their times. */
  readonly escalation?: readonly EscalationStep[];
  /** Absent: no message has buttons. */
  readonly interact?: InteractSettings;
  /** Absent: no message has a link to a console, and a console only shows. */
  readonly console?: ConsoleSettings;
  readonly people?: readonly Person[];
  /** Absent: whoever may write to the guard's store. */
  readonly approvers?: readonly ApproverRule[];
  /** True: a person may have a repair taken back. */
  readonly undo?: boolean;
  readonly messages?: MessageSettings;
  readonly store: StoreSettings;
  /** The folder of private runbooks, which run with the responder's identity; absent: there are none. */
  readonly runbooks?: {readonly folder: string};
  /** `projects/P/topics/T`: intake hands incidents over through it; absent, the sweep finds them. */
  readonly workTopic?: string;
  /** `projects/P/subscriptions/S`: where `replay` pulls what was delivered too often. */
  readonly deadLetters?: string;
  /** Every so many minutes a beat is written to the log of each project; absent: none is. */
  readonly heartbeat?: {readonly minutes: number};
  /** Whether the audit log is held against the incidents each day; absent: it is not. */
  readonly selfAudit?: {readonly daily: boolean};
}

/** The projects of a list by id and by number: every entry asks, and a list may have thousands. */
const indexes = new WeakMap<readonly Project[], ReadonlyMap<string, Project>>();

/** The allow-listed project with this id or number. */
export function findProject(
  {projects}: Pick<Settings, 'projects'>,
  idOrNumber: string,
): Project | undefined {
  let index = indexes.get(projects);
  if (index === undefined) {
    // An id begins with a letter, a number is digits.
    index = new Map(projects.flatMap(one => [[one.id, one] as const, [one.number, one] as const]));
    indexes.set(projects, index);
  }
  return index.get(idOrNumber);
}

/** Whether a place is within what the allow-list names of its project. */
export function covers(
  {locations, clusters}: Project,
  {location, cluster}: Pick<Target, 'location' | 'cluster'>,
): boolean {
  const within = (names: readonly string[] | undefined, name: string | undefined): boolean =>
    names === undefined || name === undefined || names.includes(name);
  return within(locations, location) && within(clusters, cluster);
}
