import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  coveringSilence,
  longestSilenceMs,
  scopeText,
  type Silence,
  silencesIn,
  silencesValue,
} from '../../../functions/core/guard/silence.ts';
import {at, listAt} from '../../../functions/core/lib/json.ts';
import {
  dueNotices,
  type Notices,
  noticeName,
} from '../../../functions/core/guard/silence-notices.ts';

const silence: Silence = {
  ...{id: 's-1', project: 'harbor-prod', reason: 'upgrade', by: 'kim', from: 100, until: 200},
};
const place = {project: 'harbor-prod', location: 'europe-west4', cluster: 'quay-1'};
const day = 24 * 60 * 60 * 1000;

const settings = {
  projects: [
    {
      ...{id: 'harbor-prod', number: '1', fleet: 'harbor-prod', folders: ['20', '10']},
      labels: {team: 'quay', env: 'prod'},
    },
    {id: 'harbor-dev', number: '2', fleet: 'harbor-dev', folders: ['10'], labels: {team: 'quay'}},
    {id: 'harbor-plain', number: '3', fleet: 'harbor-plain'},
  ],
};

function covers(parts: Partial<Silence>, where: typeof place | {project: string} = place): boolean {
  const problem = {runbook: 'webhook-call-failure', place: where};
  const context = {settings, now: 150};
  return coveringSilence([{...silence, ...parts}], problem, context) !== undefined;
}

/** A silence that names no project by itself. */
function coversAny(
  parts: Partial<Silence>,
  where: typeof place | {project: string} = place,
): boolean {
  const {project: _named, ...rest} = silence;
  const problem = {runbook: 'webhook-call-failure', place: where};
  return coveringSilence([{...rest, ...parts}], problem, {settings, now: 150}) !== undefined;
}

describe('a silence', () => {
  it('covers what lies in all that it names', () => {
    assert.ok(covers({}));
    assert.ok(
      covers({runbook: 'webhook-call-failure', location: 'europe-west4', cluster: 'quay-1'}),
    );
    assert.ok(!covers({runbook: 'provisioning-stalled'}));
    assert.ok(!covers({project: 'harbor-fleet'}));
    assert.ok(!covers({location: 'asia-northeast3'}));
    assert.ok(!covers({cluster: 'quay-2'}));
  });

  it('of a cluster covers no problem of its whole project', () => {
    assert.ok(!covers({cluster: 'quay-1'}, {project: 'harbor-prod'}));
    assert.ok(!covers({location: 'europe-west4'}, {project: 'harbor-prod'}));
    assert.ok(covers({}, {project: 'harbor-prod'}));
  });

  it('of a folder or a label covers the projects that the allow-list says have it, and no others', () => {
    const dev = {project: 'harbor-dev'};
    assert.deepEqual(
      [place, dev, {project: 'harbor-plain'}, {project: 'unlisted'}].map(where => [
        ...[coversAny({folder: '10'}, where), coversAny({folder: '20'}, where)],
        ...[coversAny({label: 'team=quay'}, where), coversAny({label: 'env=prod'}, where)],
      ]),
      [
        [true, true, true, true],
        [true, false, true, false],
        [false, false, false, false],
        [false, false, false, false],
      ],
    );
    assert.ok(coversAny({folder: '10', label: 'env=prod', cluster: 'quay-1'}));
    assert.ok(!coversAny({folder: '10', label: 'env=dev'}));
    assert.ok(!coversAny({label: 'team=qua'}) && !coversAny({folder: '1'}), 'no part of a name');
    assert.ok(!covers({label: 'team=quay', project: 'harbor-dev'}), 'all that is named');
  });

  it('says what it is about in a line', () => {
    const scope = {runbook: 'r', folder: '10', label: 'team=quay', location: 'l', cluster: 'c'};
    assert.equal(scopeText(scope), 'r · folders/10 · team=quay · l/c');
    assert.equal(scopeText({project: 'p', cluster: 'c'}), 'p/c');
  });

  it('holds from its beginning to its end, or until a person ends it', () => {
    const at = (now: number, parts: Partial<Silence> = {}) =>
      coveringSilence([{...silence, ...parts}], {runbook: 'x', place}, {settings, now}) !==
      undefined;
    assert.deepEqual(
      [99, 100, 199, 200].map(now => at(now)),
      [false, true, true, false],
    );
    assert.ok(!at(150, {ended: {by: 'lee', at: 150}}));
    assert.ok(at(149, {ended: {by: 'lee', at: 150}}));
  });

  it('of several the one that ends last counts', () => {
    const all = [silence, {...silence, id: 's-2', until: 300}, {...silence, id: 's-3', until: 250}];
    assert.equal(coveringSilence(all, {runbook: 'x', place}, {settings, now: 150})?.id, 's-2');
  });

  it('is read as it was written, and forgotten a week after its end', () => {
    const ended = {...silence, ended: {by: 'lee', at: 150}};
    const planned = {...silence, folder: '10', label: 'team=quay', saidAt: 50};
    const all = [silence, ended, planned];
    assert.deepEqual(silencesIn(structuredClone(silencesValue(all, 150))), all);
    assert.deepEqual(silencesIn(silencesValue(all, 150 + 7 * day)), [silence, planned]);
    assert.deepEqual(silencesIn(undefined), []);
  });

  it('that the version before would read as more is nothing that it can read', () => {
    const later = {...silence, from: 150, saidAt: 100};
    for (const one of [{...silence, label: 'team=quay'}, {...silence, folder: '10'}, later]) {
      const [mark] = listAt(silencesValue([one], 150), 'silences');
      // It reads a scope from these, and refuses the whole list where a silence has none.
      for (const name of ['runbook', 'project', 'location', 'cluster']) {
        assert.equal(at(mark, name), undefined, name);
      }
      assert.deepEqual(silencesIn(silencesValue([one], 150)), [one]);
    }
    assert.equal(
      at(listAt(silencesValue([silence], 150), 'silences')[0], 'project'),
      'harbor-prod',
    );
  });

  it('whatever else stands in the mark is nothing that anybody knows: no part of it is believed', () => {
    const good = silencesValue([silence], 150);
    const damaged: readonly unknown[] = [
      {},
      {silences: 'x'},
      {silences: [null]},
      ...(['id', 'reason', 'by', 'from', 'until', 'project'] as const).map(name => {
        const {[name]: _left, ...rest} = silence;
        return {silences: [silence, rest]};
      }),
      {silences: [{...silence, project: 7}]},
      {silences: [{...silence, label: 7}]},
      {silences: [{...silence, saidAt: 'x'}]},
      // What a later version adds narrows it, perhaps.
      {silences: [{...silence, namespace: 'shop'}]},
      {silences: [{...silence, until: 'never'}]},
      {silences: [{...silence, until: silence.from + longestSilenceMs + 1}]},
      {silences: [{...silence, ended: 'yes'}]},
    ];
    assert.equal(silencesIn(good)?.length, 1);
    for (const value of damaged) {
      assert.equal(silencesIn(value as typeof good), undefined, JSON.stringify(value));
    }
    fc.assert(
      fc.property(fc.object(), value => {
        const read = silencesIn(value);
        assert.ok(read === undefined || read.length === 0);
      }),
    );
  });
});

describe('the notices of silences', () => {
  const began = noticeName({kind: 'began', silence}, 'slack');
  const over = noticeName({kind: 'over', silence}, 'slack');
  const due = (known: Notices, now: number) =>
    dueNotices([silence], known, 'slack', now).map(one => one.kind);
  const told = {at: 100, doubts: 0};

  it('tell the beginning of what holds, then its end, each once', () => {
    assert.deepEqual(due(new Map(), 99), []);
    assert.deepEqual(due(new Map(), 100), ['began']);
    assert.deepEqual(due(new Map([[began, told]]), 199), []);
    assert.deepEqual(due(new Map([[began, told]]), 200), ['over']);
    assert.deepEqual(due(new Map([...[[began, told] as const], [over, told]]), 201), []);
  });

  it('tell no end of what nobody was told began, and none after a day', () => {
    assert.deepEqual(due(new Map(), 200), []);
    assert.deepEqual(due(new Map([[began, told]]), 200 + day), []);
  });

  it('leave one that somebody tries to them for three minutes', () => {
    const tried = new Map([[began, {at: 100, doubts: 1}]]);
    const long = {...silence, until: 100 + day};
    const kinds = (now: number) => dueNotices([long], tried, 'slack', now).map(one => one.kind);
    assert.deepEqual(kinds(100 + 3 * 60_000 - 1), []);
    assert.deepEqual(kinds(100 + 3 * 60_000), ['began']);
  });
});
