import {hash} from 'node:crypto';

// What all pages share: colours by what they mean, one scale of type, 4 px steps. No page has a script or a style sheet of
// somebody else. Contrast of texts on `--bg` is at least 4.5 in both schemes (WCAG 2.2, 1.4.3), of what is drawn 3 (1.4.11).

const light = {
  bg: '#ffffff',
  sunk: '#f5f6f8',
  ink: '#15181c',
  ink2: '#454d57',
  ink3: '#5c6570',
  line: '#dfe3e8',
  edge: '#868f9b',
  accent: '#3346c7',
  'on-accent': '#ffffff',
  wait: '#8a4b00',
  'wait-fill': '#b76200',
  'wait-bg': '#fff6e8',
  bad: '#b3211c',
  good: '#1a7040',
  quiet: '#848d99',
};

const dark: Readonly<Record<keyof typeof light, string>> = {
  bg: '#111316',
  sunk: '#181b20',
  ink: '#e9ecef',
  ink2: '#b8c0c9',
  ink3: '#98a2ad',
  line: '#2c3138',
  edge: '#747e8a',
  accent: '#9dabff',
  'on-accent': '#10132a',
  wait: '#f3b562',
  'wait-fill': '#f3b562',
  'wait-bg': '#2a2113',
  bad: '#ff9a92',
  good: '#71d39b',
  quiet: '#69727d',
};

/** Colours by what they mean, light and dark; each is `--NAME` in the style sheet. */
export const tokens = {light, dark} as const;

function declared(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}

/** The reader's own scheme holds, and `data-theme` on the root overrules it. */
const schemes = `
:root{color-scheme:light;${declared(light)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${declared(dark)}}}
:root[data-theme=dark]{color-scheme:dark;${declared(dark)}}`;

const base = `
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);
 font:400 14px/20px -apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans KR","Noto Sans CJK KR",system-ui,sans-serif;
 font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%;word-break:keep-all;overflow-wrap:break-word}
main{max-width:1328px;margin:0 auto;padding:24px}
h1{font-size:20px;line-height:28px;font-weight:600;margin:0}
h2{font-size:14px;line-height:20px;font-weight:600;margin:0}
h3{font-size:13px;line-height:18px;font-weight:600;margin:0}
p{margin:0}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
code,.mono{font:12.5px/18px ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono",monospace}
code{background:var(--sunk);border:1px solid var(--line);border-radius:3px;padding:1px 6px;
 white-space:pre-wrap;user-select:all}
table{border-collapse:collapse;width:100%}
caption{text-align:start}
th,td{padding:8px 12px 8px 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}
th{font-weight:400;font-size:12px;line-height:16px;color:var(--ink3)}
tbody th{font-weight:500;font-size:14px;line-height:20px;color:var(--ink)}
td.number,th.number{text-align:end}
.quiet{color:var(--ink3)}
.explains{color:var(--ink2);font-size:13px;line-height:18px}
.label{color:var(--ink3);font-size:12px;line-height:16px}
.good{color:var(--good)}.bad{color:var(--bad)}.wait{color:var(--wait)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.scroll{overflow-x:auto}`;

const charts = `
.chart{margin:0}
.chart svg{display:block;width:100%;overflow:visible}
.chart text{font-size:12px;fill:var(--ink3)}
.columns{display:grid;grid-template-columns:24px 1fr;gap:6px}
.chart .grid{stroke:var(--line)}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;margin:4px 0 8px;padding:0;font-size:13px;line-height:18px}
.legend li{display:flex;align-items:center;gap:6px}
.legend b{font-weight:600}
.legend svg{width:12px;height:12px;flex:none}
.fill-accent{fill:var(--accent)}.fill-wait{fill:var(--wait-fill)}.fill-quiet{fill:var(--quiet)}
.fill-bad{fill:var(--bad)}.fill-good{fill:var(--good)}.fill-bg{fill:var(--bg)}
.stroke-accent{stroke:var(--accent)}.stroke-quiet{stroke:var(--quiet)}
table.ranges td,table.ranges th,table.bars td,table.bars th{border-bottom:0;padding-block:2px;vertical-align:middle}
table.ranges tbody th{width:1%;white-space:nowrap}
table.bars td.number{width:1%;white-space:nowrap;padding-inline-end:0}
.range{display:grid;grid-template-columns:minmax(80px,1fr) max-content;gap:12px;align-items:center}
.range svg{height:20px}
details>summary{cursor:pointer;color:var(--accent);font-size:13px;line-height:24px}`;

/** The style sheet of every page. */
export const style = `${schemes}${base}${charts}`;

/**
 * What a page may load: the style sheets that stand in it, and nothing else. Without scripts and addresses of others
 * a value that came into a page as markup could do nothing (https://www.w3.org/TR/CSP3/).
 */
export function policyFor(...sheets: readonly string[]): string {
  const hashes = sheets.map(one => `'sha256-${hash('sha256', one, 'base64')}'`);
  return `default-src 'none'; style-src ${hashes.join(' ')}; base-uri 'none'; form-action 'none'`;
}
