import type {Readers} from '../core/ports.ts';

/**
 * The same readers, asking for each thing once, however many look at it: an answer and a failure
 * both stay as they were. For one round of a poll; a change rests on reads of its own.
 */
export function once(readers: Readers): Readers {
  return {
    ...readers,
    serviceState: kept((project, service) => readers.serviceState(project, service)),
    project: kept(id => readers.project(id)),
    policy: kept(project => readers.policy(project)),
    mesh: kept(fleet => readers.mesh(fleet)),
    registrations: kept(fleet => readers.registrations(fleet)),
  };
}

function kept<Names extends readonly string[], Fact>(
  read: (...names: Names) => Promise<Fact>,
): (...names: Names) => Promise<Fact> {
  const known = new Map<string, Promise<Fact>>();
  return (...names) => {
    const key = names.join(' ');
    const answer = known.get(key) ?? read(...names);
    known.set(key, answer);
    return answer;
  };
}
