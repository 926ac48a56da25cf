/** The style of the console beside that of every page (`../style.ts`). */
export const sheet = `
[hidden]{display:none!important}
svg.mark,svg.tick,.copy svg,.brand svg{width:16px;height:16px;flex:none;vertical-align:-3px}
.hole{fill:var(--bg)}
.mark .line{stroke:var(--bg);stroke-width:1.8}
.skip{position:absolute;left:8px;top:-64px;background:var(--bg);padding:8px 12px;z-index:2}
.skip:focus{top:8px}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:0 24px;padding:0 24px;border-bottom:1px solid var(--line);min-height:48px}
.brand{display:flex;align-items:center;gap:8px;font-weight:600;color:var(--ink);text-decoration:none}
.brand svg{color:var(--accent);width:18px;height:18px}
.top nav{display:flex;gap:4px;overflow-x:auto}
.top nav a{padding:14px 10px 12px;color:var(--ink2);text-decoration:none;border-bottom:2px solid transparent;white-space:nowrap}
.top nav a:hover{color:var(--ink)}
.top nav a[aria-current]{color:var(--ink);font-weight:600;border-bottom-color:var(--accent)}
.status{margin-left:auto;display:flex;flex-wrap:wrap;gap:4px 16px;font-size:12px;line-height:16px;color:var(--ink3)}
#live[data-is=on]::before{content:"";display:inline-block;width:8px;height:8px;border-radius:50%;background:var(--good);margin-right:6px}
#live[data-is=off]{color:var(--wait);font-weight:600}
.count{display:inline-block;min-width:20px;padding:0 6px;border-radius:10px;background:var(--sunk);font-size:12px;line-height:18px;text-align:center;font-weight:500}
.top nav .count,.count.person{background:var(--wait-bg);color:var(--wait)}
.head,.title{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 12px}
.head .sum{font-size:13px;color:var(--ink2)}
.exports{margin-left:auto;display:flex;gap:12px;font-size:13px}
.exports a,a.row,nav.pages a,.crumbs a{text-decoration:none}
.exports a:hover,a.row:hover,nav.pages a:hover,.crumbs a:hover{text-decoration:underline}
.filters{display:flex;flex-wrap:wrap;align-items:flex-end;gap:12px 16px;margin:16px 0}
.filters select{width:150px}
.filters #find{width:128px}
.filters form{display:flex;flex-wrap:wrap;align-items:flex-end;gap:8px 12px}
.shows{display:flex;flex-wrap:wrap;margin-right:auto;border:1px solid var(--edge);border-radius:4px;overflow:hidden}
.shows a{padding:5px 10px;color:var(--ink2);text-decoration:none;border-right:1px solid var(--line)}
.shows a:last-child{border-right:0}
.shows a[aria-current]{background:var(--sunk);color:var(--accent);font-weight:600}
.field{display:flex;flex-direction:column;gap:4px}
.field>span{font-size:12px;line-height:16px;color:var(--ink3)}
input,select,.button{font:inherit;color:var(--ink);background:var(--bg);border:1px solid var(--edge);border-radius:4px;padding:5px 10px;min-height:32px;max-width:100%}
.button{cursor:pointer;display:inline-block;font-weight:500}
.button:hover{background:var(--sunk)}
.button.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.button.main:hover{filter:brightness(1.08)}
.button:disabled{background:var(--sunk);color:var(--ink3);border-color:var(--line);cursor:default;filter:none}
summary.button{list-style:none;color:var(--ink);font-size:14px;line-height:20px}
summary.button::-webkit-details-marker{display:none}
small{display:block;font-size:12px;line-height:16px;color:var(--ink3);font-weight:400}
.newer{padding:8px 12px;background:var(--sunk);border-radius:4px;margin-bottom:8px}
table.list{min-width:860px}
table.list td,table.list th{padding:6px 12px 6px 0}
table.list td.is{width:170px;padding-left:8px}
table.list td.what{width:36%}
table.list td.why{color:var(--ink2);font-size:13px;line-height:18px}
table.list td.age{white-space:nowrap;font-weight:500;width:130px}
table.list td.id{width:130px}
td.id code{background:none;border:0;padding:0}
.group th{padding-top:20px!important}
.group h2{display:inline;margin-right:8px}
.group th>a{margin-left:8px}
a.row{color:var(--ink);font-weight:600}
tr[data-row]:hover{background:var(--sunk)}
tr[data-row]:focus-within{outline:2px solid var(--accent);outline-offset:-1px}
a.row:focus-visible{outline:0}
.state{display:inline-flex;align-items:flex-start;gap:8px;font-weight:500}
.state svg,.sign svg{margin-top:2px}
.state.wait,.sign.awaiting-approval,.sign.blocked,.sign.flapping,.holds b,.holds span{color:var(--wait)}
.state.wait svg,.sign.awaiting-approval svg,.sign.blocked svg,.sign.flapping svg{color:var(--wait-fill)}
.state.bad,.sign.failed{color:var(--bad)}
.state.good svg{color:var(--good)}
.state.quiet,.state.good{color:var(--ink3);font-weight:400}
nav.pages{display:flex;gap:16px;padding:12px 0}
.bottom{display:flex;flex-wrap:wrap;gap:8px 24px;justify-content:space-between;max-width:1328px;margin:0 auto;padding:16px 24px 32px;font-size:12px;line-height:20px;color:var(--ink3)}
kbd{font:11px/16px ui-monospace,Menlo,Consolas,monospace;border:1px solid var(--line);border-radius:3px;padding:0 4px;background:var(--sunk)}
.empty,.trouble{padding:32px 0;display:grid;gap:12px;max-width:640px}
.trouble form{display:flex;gap:12px;align-items:flex-end}
.crumbs{display:flex;align-items:center;gap:8px;font-size:13px;margin-bottom:8px}
code.id{background:none;border:0;padding:0}
.copy{border:0;background:none;color:var(--ink3);padding:2px;min-width:24px;min-height:24px;cursor:pointer;border-radius:3px}
.copy:hover{color:var(--ink)}
.pill .state{padding:3px 12px 3px 8px;border-radius:14px;background:var(--sunk);font-size:14px;line-height:20px;font-weight:600}
.pill .state.wait{background:var(--wait-bg)}
h1.incident{font-size:22px;line-height:30px;margin:6px 0 4px;max-width:960px}
#head .explains{font-size:14px;line-height:20px;max-width:900px;white-space:pre-line}
.way{display:flex;list-style:none;margin:20px 0 24px;padding:0}
.way li{flex:1;position:relative;padding-top:18px;font-size:13px;line-height:18px;min-width:0}
.way li::before{content:"";position:absolute;top:0;left:0;width:9px;height:9px;border-radius:50%;background:var(--ink3);z-index:1}
.way li::after{content:"";position:absolute;top:4px;left:0;right:0;border-top:2px solid var(--ink3)}
.way li:last-child::after{display:none}
.way li.now::after,.way li.later::after{border-color:var(--line)}
.way li.later::before{background:var(--bg);border:2px solid var(--edge);width:9px;height:9px}
.way li.now::before{background:var(--accent);width:11px;height:11px;top:-1px}
.way b{font-weight:500}
.way .later b{color:var(--ink3)}
.beside{display:grid;grid-template-columns:minmax(0,1fr) 328px;gap:24px 40px;align-items:start}
.decision{border:1px solid var(--line);border-radius:6px;padding:16px;margin-bottom:32px;display:grid;gap:12px}
.decision.asks{border-top:3px solid var(--wait-fill)}
.decision h2{font-size:16px;line-height:24px}
.decision .why{margin-left:auto;font-size:13px;line-height:18px;color:var(--ink2)}
.none{min-height:1px}
ol.plan{list-style:none;counter-reset:step;margin:0;padding:0;display:grid;gap:12px}
ol.plan>li{counter-increment:step;position:relative;padding-left:30px}
ol.plan>li::before{content:counter(step);position:absolute;left:0;top:0;width:19px;height:19px;border:1px solid var(--edge);border-radius:50%;font-size:12px;line-height:18px;text-align:center;color:var(--ink2)}
ol.plan h3{display:inline;margin-right:8px;font-size:14px;line-height:20px}
.result{float:right;font-size:13px;line-height:18px}
.tag{display:inline-block;border:1px solid var(--wait-fill);color:var(--wait);background:var(--wait-bg);border-radius:3px;padding:0 6px;font-size:12px;line-height:18px}
.tag.plain{border-color:var(--line);color:var(--ink2);background:none}
.changes,.proof,.guards,.channels,.related{list-style:none;margin:4px 0;padding:0;font-size:13px;line-height:20px}
.changes li{color:var(--ink2)}
del,ins{font:12.5px/18px ui-monospace,Menlo,Consolas,monospace}
del{color:var(--ink3)}
ins{text-decoration:none;color:var(--ink);font-weight:600}
.command{position:relative;margin-top:6px}
.command pre{margin:0;background:var(--sunk);border:1px solid var(--line);border-radius:4px;padding:8px 40px 8px 26px;white-space:pre-wrap;overflow-wrap:anywhere;word-break:normal}
.command code span{white-space:nowrap}
.command code{background:none;border:0;padding:0}
.command pre::before{content:"$";position:absolute;left:11px;font:12.5px/18px ui-monospace,Menlo,Consolas,monospace;color:var(--ink3);user-select:none}
.command .copy{position:absolute;right:6px;top:5px}
.risk{color:var(--ink2);font-size:13px;line-height:18px}
.answer{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
.answer .label{flex:1 1 320px;padding-left:8px}
.acts{display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start}
.acts details[open]{flex-basis:100%;border:1px solid var(--line);border-radius:6px;padding:12px}
.acts details[open]>summary{margin-bottom:8px}
form.stacked{display:flex;flex-wrap:wrap;gap:12px;align-items:flex-end;margin-top:8px}
form.stacked .explains{flex-basis:100%}
.field.wide{flex:1 1 240px}
.said{margin:0 0 16px;padding:8px 12px;border-left:3px solid currentColor;background:var(--sunk);font-weight:500}
#timeline h2{display:flex;flex-wrap:wrap;gap:8px;align-items:baseline}
ol.timeline{list-style:none;margin:12px 0 0;padding:0}
ol.timeline>li{display:grid;grid-template-columns:104px minmax(0,1fr);gap:24px;padding-bottom:16px;position:relative}
ol.timeline>li::before{content:"";position:absolute;left:115px;top:18px;bottom:0;border-left:1px solid var(--line)}
ol.timeline>li:last-child::before{display:none}
ol.timeline .when{text-align:right;font-size:13px;line-height:20px;color:var(--ink2)}
ol.timeline .what{position:relative;padding-left:0;min-width:0}
ol.timeline .what>svg{position:absolute;left:-20px;top:2px;background:var(--bg);color:var(--ink2)}
ol.timeline li.by-verified .what>svg{color:var(--good)}
ol.timeline li.next .what>svg{color:var(--wait-fill)}
.mark.dot circle{fill:var(--bg);stroke:var(--ink3);stroke-width:1.4;stroke-dasharray:2 2}
li.by-person .mark.dot circle{fill:var(--accent);stroke:none}
ol.timeline h3{font-size:14px;line-height:20px;margin-right:84px;white-space:pre-line}
.voice{position:absolute;right:0;top:0;border:1px solid var(--line);border-radius:3px;padding:0 6px;font-size:12px;line-height:18px;color:var(--ink3)}
li.by-change .voice,li.by-person .voice,li.by-verified .voice{border-color:var(--edge);color:var(--ink);font-weight:600}
.gap{padding-bottom:16px}
ol.timeline>li.gap{display:block;padding-left:128px;font-size:12px;line-height:16px;color:var(--ink3)}
ol.timeline>li.gap::before{top:0;border-left-style:dashed}
blockquote{margin:6px 0;border-left:2px solid var(--line);padding-left:12px}
blockquote code{background:none;border:0;padding:0;color:var(--ink2)}
.proof li::before{content:"– ";color:var(--ink3)}
.proof{color:var(--ink2)}
aside section{border-top:1px solid var(--line);padding:16px 0;display:grid;gap:8px}
aside section:first-child{border-top:0;padding-top:0}
aside h2{font-size:13px;line-height:18px}
dl.facts{margin:0;font-size:13px;line-height:20px}
dl.facts div{display:grid;grid-template-columns:104px minmax(0,1fr);gap:8px}
dt{color:var(--ink3)}
dd{margin:0;white-space:pre-line}
.links{font-size:13px;display:flex;flex-wrap:wrap;gap:4px 12px}
.guards li{display:grid;grid-template-columns:20px 76px minmax(0,1fr);gap:4px}
.guards b{font-weight:400;color:var(--ink3)}
.guards .holds b,.guards .holds span{font-weight:600;color:var(--wait)}
.channels li{display:grid;grid-template-columns:20px minmax(0,1fr);gap:2px 4px}
.channels span{grid-column:2;color:var(--ink2)}
.related li{margin-bottom:8px}
.tick.yes{color:var(--good)}.tick.no{color:var(--bad)}.tick.wait{color:var(--wait)}.tick.unknown{color:var(--ink3)}
.key{margin-left:12px;white-space:nowrap}
.fleet{border-top:2px solid var(--ink);margin-top:20px;padding-top:12px}
.fleet .title .when{margin-left:auto}
.fleet table{margin-bottom:12px}
table.dense{min-width:760px}
table.dense td,table.dense th{padding:6px 12px 6px 0;font-size:13px;line-height:18px}
tr.more td{padding-top:0!important;color:var(--ink2)}
table.members tr:has(+ tr.more)>*{border-bottom:0}
.apart{margin:24px 0 8px}
#stops section{border-top:1px solid var(--line);padding:16px 0;display:grid;gap:8px}
#stops>section:first-child{border-top:0}
@media(max-width:900px){.beside{grid-template-columns:minmax(0,1fr)}}
@media(max-width:640px){
 main{padding:16px}
 .top{padding:8px 16px 0;gap:0 16px}
 .top nav{order:3;flex-basis:100%}
 .top nav a{padding:10px 8px}
 .bottom{padding:16px}
 .bottom .keys{display:none}
 .filters form{flex-basis:100%}
 .filters .field{flex:1 1 120px}
 .filters select,.filters #find{width:100%}
 .shows{flex-basis:100%}
 .shows a{flex:1 1 auto;padding:11px 8px}
 .button,input,select{min-height:44px}
 table.list,table.dense{min-width:0;display:block}
 table.list thead,table.dense thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
 table.list tbody,table.list tr,table.list td,table.dense tbody,table.dense tr,table.dense td,table.dense tbody th,table.list tbody th{display:block;width:auto!important;border:0;padding:2px 0!important;text-align:start}
 table.list tr,table.dense tr{border-bottom:1px solid var(--line);padding:8px 0}
 table.dense tr.more{border-top:0}
 td[data-label]{display:flex!important;gap:12px}
 td[data-label]::before{content:attr(data-label);flex:0 0 108px;color:var(--ink3);font-size:12px;line-height:18px}
 td.age small{display:inline;margin-left:8px}
 .way{display:grid;gap:2px;margin:12px 0}
 .way li{padding:0 0 0 18px;display:flex;gap:8px;flex-wrap:wrap}
 .way li::before{top:5px}
 .way li::after{display:none}
 .way li.later{display:none}
 ol.timeline>li{grid-template-columns:minmax(0,1fr);gap:0;padding-left:24px}
 ol.timeline>li::before{left:7px}
 ol.timeline .when{text-align:left;display:flex;gap:8px}
 ol.timeline .what>svg{left:-24px;top:-18px}
 ol.timeline>li.gap{padding-left:24px}
 .command code span{white-space:normal}
 .result{float:none;display:block}
 .decision{padding:16px 12px}
 .decision .why{margin-left:0}
 .answer{position:sticky;bottom:0;background:var(--bg);padding:8px 0;border-top:1px solid var(--line);z-index:1}
 .answer form{flex:1}
 .answer form .button{width:100%}
 .answer .label{flex-basis:100%;padding:0}
 .exports{margin-left:0}
}
@media(prefers-reduced-motion:no-preference){.button{transition:background .1s}}
@media print{.top nav,.filters,.acts,.answer form,.bottom,.copy{display:none}}
`;
