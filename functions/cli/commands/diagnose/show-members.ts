import {columns} from '../../../adapters/chat/terminal/wrap.ts';
import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import type {FleetDetail, MembershipFact} from '../../../core/facts/cloud.ts';
import {type Phrase} from '../../../core/texts/phrase.ts';
import {ownRevisions} from '../../../mesh/membership.ts';
import {headed, hung, padded, paint, type Page, plain} from './page.ts';
import type {FleetState, Member} from './state.ts';
import {phrase} from './texts.ts';

/** One row: its cells, and the notes below it. */
interface Row {
  readonly cells: readonly string[];
  readonly notes: readonly Phrase[];
}

const unset = 'UNSPECIFIED';

const heads = [
  'diagnose.cluster',
  'diagnose.control-plane',
  'diagnose.data-plane',
  'diagnose.management',
  'diagnose.implementation',
] as const;

/** The memberships as a table, each with what else the fleet says about it below. */
export function showMembers(
  {members, mesh, registrations}: FleetState,
  page: Page,
): readonly string[] {
  const off =
    mesh.kind === 'seen' && mesh.value.kind === 'not-enabled'
      ? [`  ${plain(page, phrase('diagnose.mesh-off'))}`]
      : [];
  const heading = headed(page, headingOf({members, mesh, registrations}));
  if (members.length === 0) return [heading, ...off];
  const names = heads.map(one => plain(page, phrase(one)));
  const rows = members.map(one => rowOf(one, registrations.kind === 'seen'));
  const widths = names.map((name, at) =>
    Math.max(columns(name), ...rows.map(({cells}) => columns(cells[at] ?? ''))),
  );
  const fitting = columnsIn(widths, page.width);
  const line = (cells: readonly string[]): string => {
    const shown = cells.slice(0, fitting).map((cell, at) => padded(cell, widths[at] ?? 0));
    return `  ${shown.join('  ')}`.trimEnd();
  };
  /** The cells that the table has no room for. */
  const rest = (cells: readonly string[]): readonly string[] =>
    cells.slice(fitting).map((cell, at) => `${names[fitting + at] ?? ''}: ${cell}`);
  return [
    heading,
    ...off,
    paint(page, ['dim'], line(names)),
    ...rows.flatMap(({cells, notes}) => [
      line(cells),
      ...[...rest(cells), ...notes.map(one => plain(page, one))].flatMap(one =>
        hung(page, one, '    '),
      ),
    ]),
  ];
}

/** How many memberships there are; what could not be read is not counted as none. */
function headingOf({
  members: {length: count},
  mesh,
  registrations,
}: Pick<FleetState, 'members' | 'mesh' | 'registrations'>): Phrase {
  const silent = (read: FleetState['mesh'] | FleetState['registrations']): boolean =>
    read.kind === 'unseen' || ('unreachable' in read.value && read.value.unreachable.length > 0);
  if (!silent(mesh) && !silent(registrations)) return phrase('diagnose.memberships', {count});
  return count === 0
    ? phrase('diagnose.memberships-unread')
    : phrase('diagnose.memberships-seen', {count});
}

/** How many columns of a table fit; the first three always stay. */
function columnsIn(widths: readonly number[], width: number): number {
  let used = 0;
  const tooMany = widths.findIndex(one => {
    used += one + 2;
    return used > width;
  });
  return tooMany < 0 ? widths.length : Math.max(3, tooMany);
}

/** A membership by its cluster, as findings name it; by its own name where it has none. */
function rowOf({location, membership, cluster, state}: Member, registered: boolean): Row {
  const own = `${location}/${membership}`;
  const name =
    cluster === undefined ? own : `${cluster.project}/${cluster.location}/${cluster.name}`;
  const isNamed = cluster === undefined ? !registered : name.endsWith(`/${own}`);
  const notes = isNamed ? [] : [notedAs(own, cluster)];
  if (state === undefined) {
    return {cells: [oneLine(name)], notes: [...notes, phrase('diagnose.no-state')]};
  }
  const cells = [
    name,
    short(state.controlPlane, 'LIFECYCLE_STATE_'),
    short(state.dataPlane, 'LIFECYCLE_STATE_'),
    short(state.management, 'MANAGEMENT_'),
    short(state.implementation, 'IMPLEMENTATION_'),
  ];
  return {cells: cells.map(oneLine), notes: [...notes, ...saidOf(state)]};
}

function notedAs(own: string, cluster: Member['cluster']): Phrase {
  return cluster === undefined
    ? phrase('diagnose.no-cluster')
    : phrase('diagnose.registered', {membership: own});
}

/** What the fleet says about a membership that is not simply fine. */
function saidOf(state: MembershipFact): readonly Phrase[] {
  const details = [...state.controlPlaneDetails, ...state.dataPlaneDetails].filter(isTelling);
  const own = ownRevisions(state);
  const {code: verdict, description} = state;
  return [
    ...(['OK', 'CODE_UNSPECIFIED'].includes(verdict) && description === ''
      ? []
      : [phrase('diagnose.verdict', {code: short(verdict, 'CODE_'), said: description || '–'})]),
    ...(own.length === 0 ? [] : [phrase('diagnose.own-revision', {revisions: own.join(', ')})]),
    ...details.map(({code, details: said}) => phrase('diagnose.detail', {code, details: said})),
    ...state.conditions.map(({severity, code, details: said}) =>
      phrase('diagnose.condition', {severity, code, details: said}),
    ),
  ];
}

/** Codes that only say that a plane works. */
const content = ['REVISION_READY', 'OK', 'PROXY_READY'];

function isTelling({code, details}: FleetDetail): boolean {
  return !content.includes(code) && `${code}${details}` !== '';
}

/** A state without the prefix of its kind; a dash for one that was never set. */
function short(state: string, prefix: string): string {
  const bare = state.startsWith(prefix) ? state.slice(prefix.length) : state;
  return bare === unset || bare === '' ? '–' : bare;
}
