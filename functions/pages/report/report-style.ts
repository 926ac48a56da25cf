/** What a report needs beside the style of all pages. */
export const reportStyle = `
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 12px;margin-bottom:20px}
section{margin-top:32px;min-width:0}
section>.explains{max-width:88ch;margin:2px 0 8px}
.caution{color:var(--wait);background:var(--wait-bg);padding:8px 12px;margin-bottom:12px;border-radius:4px;max-width:88ch}
.figures{display:grid;grid-template-columns:repeat(6,1fr);margin:0;border-top:2px solid var(--ink);border-bottom:1px solid var(--line)}
.figures>div{padding:12px 16px}
.figures>div+div{border-inline-start:1px solid var(--line)}
.figures>div:first-child{padding-inline-start:0}
.figures dd{margin:0}
.figures b{display:block;font-size:22px;line-height:28px;font-weight:600}
.two{display:grid;grid-template-columns:minmax(0,1.6fr) minmax(0,1fr);gap:0 40px}
.two>section:only-child{grid-column:1/-1}
.verdict{display:flex;align-items:center;gap:8px;white-space:nowrap}
.verdict.ready{color:var(--good);font-weight:600}
.verdict.look-first{color:var(--wait);font-weight:600}
.mark{width:16px;height:16px;flex:none}
.mark .line{fill:none;stroke:var(--ink3);stroke-width:1.5}
.mark .tick{fill:none;stroke:var(--bg);stroke-width:1.75}
table.facts{margin-top:4px}
table.facts.short{width:auto;min-width:min(420px,100%)}
table.facts code{margin-top:4px;display:inline-block}
dl.explains{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:4px 0}
dl.explains dd{margin:0}
footer{margin-top:40px}
@media (max-width:900px){.two{grid-template-columns:minmax(0,1fr)}.figures{grid-template-columns:repeat(3,1fr)}
 .figures>div:nth-child(3n+1){border-inline-start:0;padding-inline-start:0}
 .figures>div:nth-child(n+4){border-top:1px solid var(--line)}}
@media (max-width:640px){main{padding:16px}
 .figures{grid-template-columns:repeat(2,1fr)}
 .figures>div:nth-child(n){border-inline-start:0;padding-inline-start:0}
 .figures>div:nth-child(n+3){border-top:1px solid var(--line)}
 table.facts,table.facts tbody,table.ranges,table.ranges tbody,table.bars,table.bars tbody{display:block}
 table.facts thead,table.ranges thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
 table.facts tr,table.ranges tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}
 table.facts th,table.ranges th{display:block;border:0;padding:0 0 2px}
 table.facts td,table.ranges td{display:grid;grid-template-columns:minmax(96px,2fr) 3fr;gap:12px;border:0;padding:1px 0;text-align:start}
 table.facts td::before{content:attr(data-column);color:var(--ink3);font-size:12px}
 table.ranges td::before{content:attr(data-measure);color:var(--ink3);font-size:12px}
 table.facts td.number{display:inline-flex;gap:6px;margin-inline-end:16px}
 table.facts td.zero{display:none}
 table.ranges tbody th{white-space:normal;width:auto}
 .verdict{white-space:normal}
 table.bars tr{display:grid;grid-template-columns:1fr max-content;gap:2px 12px;padding:4px 0;align-items:center}
 table.bars th,table.bars td{display:block;padding:0}
 table.bars th{grid-column:1/-1}
 dl.explains{grid-template-columns:1fr}}
@media print{details>*{display:block}}`;
