import assert from 'node:assert/strict';
import {optionsOf} from '../../../bench/peers/options.ts';

describe('the options of the bench', () => {
  it('are quick where nothing is written, thorough where it is', () => {
    const [printed, written, hurried] = [[], ['--write'], ['--write', '--quick']].map(optionsOf);
    assert.equal(printed?.rounds, 1);
    assert.deepEqual(printed.latencies, [0]);
    assert.equal(written?.rounds, 3);
    assert.deepEqual(written.latencies, [0, 50, 200]);
    assert.equal(hurried?.rounds, 1);
    assert.equal(hurried.write, true);
  });

  it('take lists, and none', () => {
    const args = ['--only', 'ours,n8n', '--rates', '20', '--bursts', 'none', '--latency', '0,50'];
    const {only, rates, bursts, latencies} = optionsOf(args);
    assert.deepEqual(
      {only, rates, bursts, latencies},
      {
        only: ['ours', 'n8n'],
        rates: [20],
        bursts: [],
        latencies: [0, 50],
      },
    );
  });

  it('refuse what they do not know, with the usage', () => {
    assert.throws(() => optionsOf(['--fast']), /--fast[\s\S]*npm run bench -- peers/);
    assert.throws(() => optionsOf(['--rates', 'many']), /"many" is no number[\s\S]*npm run bench/);
  });
});
