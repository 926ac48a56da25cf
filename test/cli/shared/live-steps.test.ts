import assert from 'node:assert/strict';
import {LiveSteps} from '../../../functions/cli/shared/live-steps.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import type {TimelineItem} from '../../../functions/core/incident/incident.ts';
import {start} from '../../support/entries.ts';
import {incident} from '../../support/incident.ts';

const steps: readonly TimelineItem[] = [
  {state: 'detected', reason: {kind: 'detected', symptom: 's'}, at: start},
  {state: 'diagnosing', reason: {kind: 'diagnosing'}, at: start},
  {state: 'verifying', reason: {kind: 'verifying'}, at: start + 61_000},
];

describe('live steps', () => {
  let lines: string[];
  let live: LiveSteps;
  beforeEach(() => {
    lines = [];
    const telling = {speak: () => 'why', width: 80, timing: new TimeScale(), began: start};
    live = new LiveSteps(line => lines.push(line), telling);
  });
  const states = () => lines.map(line => line.split(/ +/)[1]);

  it('tell each once, also those of one millisecond', () => {
    for (let count = 1; count <= steps.length; count += 1) {
      live.see(incident({timeline: steps.slice(0, count)}));
      live.see(incident({timeline: steps.slice(0, count)}));
    }
    assert.deepEqual(states(), ['detected', 'diagnosing', 'verifying']);
    assert.match(lines[2] ?? '', /^\+1:01  verifying /);
  });

  it('begin behind what is known, and with what is later where the history was cut', () => {
    live.skip(incident({timeline: steps.slice(0, 2)}));
    live.see(incident({timeline: steps.slice(2)}));
    assert.deepEqual(states(), ['verifying']);
  });

  it('leave to its cause what that explains', () => {
    live.see(incident({state: 'suppressed', timeline: steps}));
    assert.deepEqual(lines, []);
  });
});
