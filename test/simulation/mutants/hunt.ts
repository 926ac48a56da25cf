import {playNamed, undisturbed} from '../histories.ts';
import {pairsOf, singlesOf, spread} from '../shares.ts';
import {paths} from '../paths.ts';
import {type Share, workOff} from '../work.ts';

/** What broke first, and after how many histories. */
export interface Hunted {
  readonly histories: number;
  readonly history?: string;
  readonly violation?: string;
}

/**
 * Plays histories until one breaks a law: the one that did last time, then those without a fault, then single
 * faults, those of the path of last time first, random schedules and pairs of faults, each spread evenly over
 * all there are.
 * @param seconds gives up after so many.
 * @param found the name of the one that did; another path or fault may have taken it since.
 */
export async function hunt(seconds: number, found?: string): Promise<Hunted> {
  const until = performance.now() + seconds * 1000;
  let histories = 0;
  if (found !== undefined) {
    histories += 1;
    const violation = await violationOf(found);
    if (violation !== undefined) return {histories, history: found, violation};
  }
  for (const path of paths) {
    histories += 1;
    const {violations} = await undisturbed(path, 'once');
    const [violation] = violations;
    if (violation !== undefined) return {histories, history: `${path.id}/once/-`, violation};
  }
  for (const share of await order(found)) {
    if (performance.now() > until) break;
    const done = await workOff(share);
    histories += done.histories;
    const [first] = done.broken;
    const violation = first?.violations[0];
    if (first !== undefined && violation !== undefined) {
      return {histories, history: first.history, violation};
    }
  }
  return {histories};
}

/** The first law that a history breaks, if there is one of this name still. */
async function violationOf(name: string): Promise<string | undefined> {
  try {
    return (await playNamed(name)).violations[0];
  } catch {
    return undefined;
  }
}

async function order(found = ''): Promise<readonly Share[]> {
  const [path, delivery] = found.split('/');
  const singles = await singlesOf(paths);
  const isNear = (one: Share): boolean =>
    one.kind === 'singles' && one.path === path && one.delivery === delivery;
  const near = singles.filter(isNear);
  const far = singles.filter(one => !isNear(one));
  const schedules = Array.from({length: 200}, (_, part): Share => ({
    kind: 'schedules',
    from: 1 + part * 50,
    count: 50,
  }));
  return [...near, ...spread(far), ...spread([...(await pairsOf()), ...schedules])];
}
