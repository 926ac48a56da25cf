import nock from 'nock';

const loopback = '127.0.0.1';
const missing: string[] = [];

nock.emitter.on('no match', (request: {readonly method: string; readonly url: string}) => {
  if (new URL(request.url).hostname !== loopback) missing.push(`${request.method} ${request.url}`);
});

/**
 * Root hooks of every test run: no test reaches the network, and a request without a mock, or a
 * mock without a request, fails the test that made it. `nock.restore()` is left out on purpose:
 * under `--parallel` the next file on the same worker would reach the real network.
 */
export const mochaHooks = {
  beforeAll(): void {
    nock.disableNetConnect();
    nock.enableNetConnect(loopback);
  },
  afterEach(): void {
    const unused = nock.pendingMocks();
    const unmocked = missing.splice(0);
    nock.cleanAll();
    if (unused.length > 0) throw new Error(`mocked, never requested: ${unused.join(', ')}`);
    if (unmocked.length > 0) throw new Error(`requested, never mocked: ${unmocked.join(', ')}`);
  },
};
