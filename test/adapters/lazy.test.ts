import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {promisify} from 'node:util';
import {describe, it} from 'mocha';

const run = promisify(execFile);
const folder = new URL('../../functions/adapters/', import.meta.url);

/** Imports modules in a process of its own and lists what it loaded from node_modules. */
async function loadedBy(urls: readonly string[], then = ''): Promise<readonly string[]> {
  const script = `
    import {createRequire, registerHooks} from 'node:module';
    const seen = [];
    registerHooks({load(url, context, next) { seen.push(url); return next(url, context); }});
    for (const url of ${JSON.stringify(urls)}) await import(url);
    ${then}
    seen.push(...Object.keys(createRequire(import.meta.url).cache));
    console.log(JSON.stringify(seen.filter(one => one.includes('node_modules'))));`;
  const {stdout} = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout) as string[];
}

describe('loading the adapters', () => {
  it('loads no package', async () => {
    const files = ['google', 'http', 'store'].flatMap(name =>
      readdirSync(new URL(`${name}/`, folder), {encoding: 'utf8', recursive: true})
        .filter(file => file.endsWith('.ts'))
        .map(file => new URL(`${name}/${file}`, folder).href),
    );
    assert.ok(files.length > 40);
    assert.deepEqual(await loadedBy(files), []);
  });

  it('loads the version files of googleapis with the first call, and no gax', async () => {
    const clients = new URL('google/client/api-clients.ts', folder).href;
    const loaded = await loadedBy([], `await (await import('${clients}')).serviceUsage();`);
    assert.ok(loaded.some(one => one.endsWith('apis/serviceusage/v1.js')));
    assert.deepEqual(
      loaded.filter(one =>
        /google-gax|\/apis\/(?!serviceusage\/v1\.js)|googleapis\/build\/src\/index/.test(one),
      ),
      [],
    );
  });
});
