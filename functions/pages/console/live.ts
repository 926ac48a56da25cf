/**
 * What a browser runs beside a page: it asks for the page again when something of it has changed, and puts in what is new.
 * Everything works without it. What somebody is at (the focus, the pointer, a word in a field) is left as it is; a plan that
 * was read is never exchanged for another one. It makes no text of its own: what it says stands in the page.
 */
export const liveScript = `'use strict';
(() => {
  const body = document.body;
  const live = document.getElementById('live');
  const said = document.getElementById('said');
  const more = document.getElementById('newer');
  let asked = false;
  let seen = Date.now();
  let source;
  const show = (word, at) => {
    live.dataset.is = word;
    live.textContent = live.dataset[word].replace('{at}', at);
  };
  const clock = () => body.dataset.clock;
  const isAt = part =>
    part.contains(document.activeElement) && document.activeElement !== document.body;
  const isTyped = part =>
    [...part.querySelectorAll('input:not([type=hidden]),textarea')].some(
      one => one.value !== one.defaultValue,
    ) || [...part.querySelectorAll('details[open] form')].length > 0;
  const stale = part => {
    for (const one of part.querySelectorAll('button')) one.disabled = true;
    const note = part.querySelector('[data-stale]');
    if (note) note.hidden = false;
    if (note && said) said.textContent = note.textContent;
  };
  const put = (part, next) => {
    if (part.innerHTML === next.innerHTML) return false;
    const {plan} = part.dataset;
    if (plan && next.dataset.plan && plan !== next.dataset.plan) {
      stale(part);
      return true;
    }
    if (isTyped(part)) return false;
    if (part.dataset.rows !== undefined && (isAt(part) || part.matches(':hover'))) {
      if (more) more.hidden = false;
      part.waiting = next;
      return true;
    }
    const at = document.activeElement && isAt(part) ? document.activeElement.id : '';
    part.replaceChildren(...next.childNodes);
    for (const name of next.getAttributeNames()) part.setAttribute(name, next.getAttribute(name));
    if (at) document.getElementById(at)?.focus();
    return true;
  };
  const refresh = async () => {
    if (asked) return;
    asked = true;
    try {
      const answer = await fetch(location.href, {headers: {'x-live': '1'}, cache: 'no-store'});
      if (answer.status === 403 || answer.status === 401) return location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      const page = new DOMParser().parseFromString(text, 'text/html');
      for (const part of document.querySelectorAll('[data-part]')) {
        const next = page.getElementById(part.id);
        if (next) put(part, next);
      }
      body.dataset.clock = page.body.dataset.clock;
      document.title = page.title;
      const word = page.getElementById('said')?.dataset.now;
      if (said && word && word !== said.dataset.now) {
        said.dataset.now = word;
        said.textContent = word;
      }
      seen = Date.now();
      show('on', clock());
    } catch {
      show('off', clock());
    } finally {
      asked = false;
    }
  };
  const take = () => {
    for (const part of document.querySelectorAll('[data-rows]')) {
      if (!part.waiting) continue;
      part.replaceChildren(...part.waiting.childNodes);
      part.waiting = undefined;
    }
    if (more) more.hidden = true;
  };
  const listen = () => {
    source = new EventSource(body.dataset.live);
    source.onopen = () => {
      show('on', clock());
      // What happened meanwhile nobody has told.
      if (Date.now() - seen > 5000) void refresh();
    };
    source.addEventListener('change', () => void refresh());
    source.addEventListener('tick', () => void refresh());
    source.onerror = () => {
      show('off', clock());
      if (source.readyState === 2) setTimeout(listen, 10000);
    };
  };
  if (body.dataset.live) {
    more?.addEventListener('click', event => {
      event.preventDefault();
      take();
    });
    listen();
    addEventListener('pagehide', () => source.close());
    addEventListener('pageshow', event => event.persisted && listen());
  }
  for (const one of document.querySelectorAll('[data-copy]')) one.hidden = false;
  document.addEventListener('click', event => {
    const one = event.target.closest?.('[data-copy]');
    if (!one) return;
    const code = document.getElementById(one.dataset.copy);
    void navigator.clipboard?.writeText(code.dataset.text ?? code.textContent).then(() => {
      if (said) said.textContent = one.dataset.done;
    });
  });
  const rows = () => [...document.querySelectorAll('[data-row] a.row')];
  const step = by => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    u: () => document.getElementById('up')?.click(),
    a: () => document.getElementById('approve')?.focus(),
    d: () => document.getElementById('decline')?.focus(),
    c: () => document.querySelector('[data-copy]')?.click(),
    '/': () => document.getElementById('find')?.focus(),
  };
  document.addEventListener('keydown', event => {
    const {target, key} = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest?.('input,textarea,select')) return;
    if (!Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]();
  });
})();
`;
