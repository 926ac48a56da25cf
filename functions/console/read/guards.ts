import {touchedBy} from '../../core/contract/action.ts';
import {usualBudgets} from '../../core/config/settings.ts';
import {breakerIn, breakerMark} from '../../core/guard/circuit-breaker.ts';
import {modeFor} from '../../core/guard/mode-rules.ts';
import {pauseIn, pauseMark} from '../../core/guard/pause.ts';
import {repairsMark, spentIn} from '../../core/guard/repair-budget.ts';
import {coveringSilence} from '../../core/guard/silence.ts';
import {type Incident, standing} from '../../core/incident/incident.ts';
import {silencesNow} from '../../engine/lib/silences-now.ts';
import type {GuardView} from '../../pages/console/incident/view.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {ReadDeps} from '../deps.ts';
import type {Speaking} from './speaking.ts';

/** Repairs within this time make a fight of the next one. */
const flapSeconds = 6 * 60 * 60;

/**
 * What each guard says of an incident's plan as things stand now, not only the one that holds it. What decides is the guard
 * itself, when it is asked; of what is over nothing is said. @throws StoreError.
 */
export async function guardViews(
  deps: ReadDeps,
  speaking: Speaking,
  incident: Incident,
): Promise<readonly GuardView[]> {
  if (standing(incident.state) === 'closed') return [];
  const {settings, actions, guardStore, clock, timing} = deps;
  const {say, now} = speaking;
  const {plan, repairs} = incident.work;
  const planned = plan?.actions ?? [];
  const manifestOf = (id: string) => actions.find(one => one.manifest.id === id)?.manifest;
  const projects = [
    ...new Set([
      incident.target.project,
      ...planned.flatMap(one => {
        const manifest = manifestOf(one.action);
        return manifest === undefined ? [] : safely(() => touchedBy(manifest, one.params));
      }),
    ]),
  ];
  const isHigh = planned.some(one => (manifestOf(one.action)?.risk ?? 'high') === 'high');
  const {mode, by} = modeFor(settings, incident.runbook, projects);
  const outside = projects.find(one => !settings.projects.some(({id}) => id === one));
  const lately = repairs.filter(at => now - at < timing.seconds(flapSeconds)).length;
  const pause = pauseIn((await guardStore.mark(pauseMark))?.value, clock.now());
  const silences = await silencesNow(deps);
  const {runbook, target: place} = incident;
  const silence = silences && coveringSilence(silences, {runbook, place}, {settings, now});
  return [
    {
      name: 'risk',
      holds: isHigh && planned.length > 0,
      text: say(
        phrase(
          planned.length === 0
            ? 'console.guard.risk.none'
            : isHigh
              ? 'console.guard.risk.high'
              : 'console.guard.risk.low',
        ),
      ),
    },
    {name: 'mode', holds: mode !== 'auto', text: say(phrase('console.guard.mode.is', {mode, by}))},
    {
      name: 'scope',
      holds: outside !== undefined,
      text: say(
        outside === undefined
          ? phrase('console.guard.scope.in', {project: projects.join(', ')})
          : phrase('console.guard.scope.out', {project: outside}),
      ),
    },
    await budgetOf(deps, speaking, projects),
    await breakerOf(deps, speaking, incident),
    {
      name: 'flapping',
      holds: lately >= 2,
      text: say(
        lately === 0
          ? phrase('console.guard.flapping.none')
          : phrase('console.guard.flapping.some', {count: lately}),
      ),
    },
    {
      name: 'pause',
      holds: pause !== undefined,
      text: say(
        pause === undefined ? phrase('console.guard.none') : phrase('console.guard.paused', pause),
      ),
    },
    {
      name: 'silence',
      holds: silences === undefined || silence !== undefined,
      text: say(
        silences === undefined
          ? phrase('console.guard.unreadable')
          : silence === undefined
            ? phrase('console.guard.none')
            : phrase('console.guard.silenced', {
                by: silence.by,
                until: silence.until,
                reason: silence.reason,
              }),
      ),
    },
  ];
}

/** The budget that has least left. */
async function budgetOf(
  {settings, guardStore, timing}: ReadDeps,
  {say, now}: Speaking,
  projects: readonly string[],
): Promise<GuardView> {
  const limit = (settings.budgets ?? usualBudgets).repairsPerHour;
  const hour = timing.seconds(3600);
  let left = limit;
  for (const project of projects.slice(0, 5)) {
    const spent = spentIn((await guardStore.mark(repairsMark(project)))?.value);
    if (spent === undefined) {
      return {name: 'budget', holds: true, text: say(phrase('console.guard.budget.unknown'))};
    }
    left = Math.min(left, limit - spent.filter(one => now - one.at < hour).length);
  }
  const text = say(phrase('console.guard.budget.left', {left: Math.max(0, left), limit}));
  return {name: 'budget', holds: left <= 0, text};
}

async function breakerOf(
  {guardStore}: ReadDeps,
  {say, now}: Speaking,
  {work}: Incident,
): Promise<GuardView> {
  const kinds = new Map(
    (work.plan?.actions ?? []).map(({action, params: {project}}) => [
      breakerMark(project, action),
      {project, action},
    ]),
  );
  for (const [name, about] of [...kinds].slice(0, 10)) {
    const breaker = breakerIn((await guardStore.mark(name))?.value, about);
    if (breaker === undefined || breaker.until <= now) continue;
    const {action, until, said} = breaker;
    return {
      name: 'breaker',
      holds: true,
      text: say(phrase('console.guard.breaker.open', {action, until, said})),
    };
  }
  return {name: 'breaker', holds: false, text: say(phrase('console.guard.breaker.closed'))};
}

/** What is stored may not be readable; then the guard itself says so when it is asked. */
function safely(read: () => readonly string[]): readonly string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
