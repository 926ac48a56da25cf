import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {accepted, counting, type FoundDanger} from './judge.ts';
import {placeJson} from './place.ts';
import type {Report} from './report.ts';

/** The report as JSON lines: one for each danger, unknown, problem that is mended or left, and the counts. */
export function jsonLines(report: Report, speak: Speak): string {
  const say = (one: Phrase): string => oneLine(speak(one));
  const {dangers, unknown, live, outside, resources} = report;
  const lines: readonly object[] = [
    ...dangers.map(one => ({...dangerOf(one, say), now: live?.nowOf(one) ?? null})),
    ...unknown.map(({address, runbook, why, written}) => ({
      kind: 'unknown',
      address,
      runbook: runbook?.manifest.id ?? null,
      why: say(why),
      written: written ?? null,
    })),
    ...(live?.mended ?? []).map(one => ({kind: 'mends', ...one})),
    ...(live?.left ?? []).map(one => ({kind: 'left', ...one})),
    {
      kind: 'summary',
      resources,
      dangers: counting(report).length + report.more,
      accepted: accepted(report).length,
      unknown: unknown.length,
      outside,
    },
  ];
  return lines.map(one => `${JSON.stringify(one)}\n`).join('');
}

function dangerOf(danger: FoundDanger, say: (one: Phrase) => string): object {
  const {address, runbook, at, why, remedy, opens, written, accepted: found} = danger;
  return {
    kind: 'danger',
    address,
    runbook: runbook.manifest.id,
    target: placeJson(at),
    why: say(why),
    remedy: say(remedy),
    opens,
    written: written ?? null,
    accepted:
      found === undefined
        ? null
        : {
            reason: found.by.reason,
            until: new Date(found.by.until).toISOString(),
            over: found.over,
          },
  };
}
