import type {Hono} from 'hono';
import {streamSSE} from 'hono/streaming';
import {errorText} from '../../core/lib/error.ts';
import type {ConsoleDeps} from '../deps.ts';
import type {Watched, Watcher} from './changes.ts';
import {type Env, trouble} from './visit.ts';
import {within} from './within.ts';

/** So many pages are told at once; others go on by being loaded again. */
const mostListening = 200;
/** A page that heard nothing is made anew after this time, so that its ages stay true. */
const tickMs = 30_000;
/** A browser comes back by itself; a connection that lasts for ever belongs to nobody. */
const longestMs = 10 * 60_000;

/**
 * Tells a page that what it watches has changed, by server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
 * What changed it asks for itself.
 */
export function liveRoute(
  app: Hono<Env>,
  {clock, lookMs, log}: ConsoleDeps,
  wordOf: Watcher,
): void {
  let listening = 0;
  app.get('/live', call => {
    const watched = watchedIn(call.req.query('watch'));
    if (watched === undefined) return trouble(call, {kind: 'no-page'});
    if (listening >= mostListening) return trouble(call, {kind: 'no-store', seconds: 0});
    // Proxies that collect an answer would keep it from the page.
    call.header('x-accel-buffering', 'no');
    return streamSSE(call, async stream => {
      listening += 1;
      const gone = new AbortController();
      stream.onAbort(() => {
        gone.abort();
      });
      try {
        const until = clock.now() + longestMs;
        // What the page has seen when it was made.
        let told = call.req.query('seen');
        let last = clock.now();
        await stream.write(': here\n\n');
        while (!gone.signal.aborted && !stream.aborted && clock.now() < until) {
          const word = await within(clock, wordOf(watched));
          if (told !== undefined && word !== told) {
            await stream.writeSSE({event: 'change', data: word});
            last = clock.now();
          } else if (clock.now() - last >= tickMs) {
            await stream.writeSSE({event: 'tick', data: word});
            last = clock.now();
          }
          told = word;
          await clock.sleep(lookMs, gone.signal);
        }
      } catch (error) {
        // The page says that it is not told any more, and comes back.
        log.warn('a live page is told no more', {error: errorText(error)});
      } finally {
        listening -= 1;
      }
    });
  });
}

function watchedIn(text: string | undefined): Watched | undefined {
  if (text === 'incidents' || text === 'stops') return {kind: text};
  if (text !== undefined && /^[\da-f]{10}-\d{1,9}$/.test(text)) return {kind: 'incident', id: text};
  return undefined;
}
