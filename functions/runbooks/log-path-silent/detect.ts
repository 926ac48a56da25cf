import {label, type LogEntry} from '../../core/detection/entry.ts';
import {type Detection, foreign, unrelated} from '../../core/detection/finding.ts';
import {heartbeatLog, heartbeatWord} from '../../core/poll/heartbeat.ts';
import {textAt} from '../../core/lib/json.ts';
import {phrase} from './texts.ts';

/**
 * Recognises the responder's own heartbeat. That it arrives proves the whole way: log, sink, topic,
 * subscription, intake. Whose log it stands in is what counts: nobody chooses that freely.
 */
export function detect(entry: LogEntry): Detection {
  if (entry.log !== heartbeatLog) return unrelated;
  if (textAt(entry.json, 'heartbeat') !== heartbeatWord)
    return foreign(phrase('foreign.no-heartbeat'), 'kind');
  const beat = Date.parse(textAt(entry.json, 'beat') ?? '');
  if (Number.isNaN(beat)) return foreign(phrase('foreign.beat-unreadable'));
  const project = entry.logProject;
  if (project === '') return foreign(phrase('foreign.no-project'));
  const claimed = label(entry, 'project_id');
  if (claimed !== project) return foreign(phrase('foreign.beat-elsewhere'));
  return {kind: 'pulse', runbook: 'log-path-silent', project, beat};
}
