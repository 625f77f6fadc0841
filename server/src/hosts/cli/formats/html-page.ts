import type { PageData } from './html.ts';

/** The page with its data in it. */
export const reportPage = (data: PageData): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Async Pitfalls</title>
<style>${style}</style>
</head>
<body>
<header>
  <h1>Async Pitfalls</h1>
  <p id="summary" role="status"></p>
  <div class="tools">
    <input id="search" type="search" autocomplete="off">
    <select id="grouping"><option value="rule"></option><option value="folder"></option></select>
    <button id="language" type="button"></button>
    <button id="theme" type="button"></button>
  </div>
</header>
<main>
  <section id="problems" hidden><h2></h2><ul></ul></section>
  <section id="paths" hidden><h2></h2><p></p><div class="scroll"></div></section>
  <section id="findings"><h2></h2><div></div></section>
</main>
<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`;

const style = `
:root { --back: #fff; --front: #1c2330; --soft: #5b6577; --line: #d5dbe5; --box: #f5f7fa; --link: #0a58b0; --error: #b3261e; --warning: #8a5a00; --information: #0a58b0; --hint: #5b6577; color-scheme: light; }
:root[data-theme=dark] { --back: #12161d; --front: #e4e9f1; --soft: #9aa6b8; --line: #323b4a; --box: #1b212b; --link: #7db4ff; --error: #ff8a80; --warning: #f2c14e; --information: #7db4ff; --hint: #9aa6b8; color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--back); color: var(--front); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
a { color: var(--link); } code { font: 13px/1.5 ui-monospace, monospace; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; } #search { flex: 1 1 16rem; }
input, select, button { padding: .4rem .7rem; border: 1px solid var(--line); border-radius: 6px; background: var(--box); color: inherit; font: inherit; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
details { margin: .5rem 0; border: 1px solid var(--line); border-radius: 8px; } summary { padding: .5rem .8rem; cursor: pointer; font-weight: 600; }
.count, .place { color: var(--soft); font-weight: 400; }
article { padding: .6rem .8rem; border-top: 1px solid var(--line); } article p { margin: .2rem 0; }
article > code, .step code { display: block; overflow-x: auto; white-space: pre; }
.severity { font-weight: 600; } .error { color: var(--error); } .warning { color: var(--warning); } .information { color: var(--information); } .hint { color: var(--hint); }
.step { margin-left: 1rem; padding-left: .7rem; border-left: 2px solid var(--line); }
.scroll { overflow-x: auto; padding-bottom: .5rem; }
.tree, .tree ul { margin: 0; padding: 0; list-style: none; } .tree li { display: flex; align-items: center; position: relative; padding: .25rem 0; }
.tree ul { position: relative; margin-left: 1.6rem; } .tree ul::before { content: ''; position: absolute; left: -1.6rem; top: 50%; width: .8rem; border-top: 1px solid var(--soft); }
.tree ul > li::before { content: ''; position: absolute; left: -.8rem; top: 50%; width: .8rem; border-top: 1px solid var(--soft); }
.tree ul > li::after { content: ''; position: absolute; left: -.8rem; top: 0; bottom: 0; border-left: 1px solid var(--soft); }
.tree ul > li:first-child::after { top: 50%; } .tree ul > li:last-child::after { bottom: 50%; }
.node { flex: none; max-width: 22rem; padding: .3rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--box); }
.node code { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .node .place { display: block; overflow-wrap: anywhere; } .node.end { border-color: var(--warning); }
.tree > li { display: block; } .tree > li > .node { width: max-content; } .tree > li > ul::before { content: none; }
`;

const script = `
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const words = {
  en: { checked: (n, f) => n + (n === 1 ? ' finding in ' : ' findings in ') + f + (f === 1 ? ' file' : ' files'), search: 'Search findings', rule: 'By rule', folder: 'By folder', other: '中文', dark: 'Dark', light: 'Light', findings: 'Findings', problems: 'Could not be checked', paths: 'What blocks the event loop', legend: 'From the call that blocks, through the functions that make it, to the coroutine that waits.', fix: 'Fix: ', none: 'Nothing found.', root: '(this folder)', error: 'error', warning: 'warning', information: 'information', hint: 'hint' },
  'zh-cn': { checked: (n, f) => f + ' 个文件，' + n + ' 个问题', search: '搜索问题', rule: '按规则', folder: '按文件夹', other: 'English', dark: '深色', light: '浅色', findings: '问题', problems: '未能检查', paths: '阻塞事件循环的调用', legend: '从阻塞的调用出发，经过调用它的函数，到等待它的协程。', fix: '修复：', none: '没有发现问题。', root: '（当前文件夹）', error: '错误', warning: '警告', information: '信息', hint: '提示' },
};
const $ = (id) => document.getElementById(id);
let language = data.language ?? (/^zh(?!-(?:hant|tw|hk|mo))/i.test(navigator.language) ? 'zh-cn' : 'en');
let theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const make = (tag, className, ...content) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
};
const where = (place) => place.file + ':' + place.line + ':' + place.column;
const matches = (finding, text) => JSON.stringify([where(finding), finding.rule, finding.message, finding.code, finding.path]).toLowerCase().includes(text);

function groupsOf(findings, by, t) {
  const groups = new Map();
  for (const finding of findings) {
    const slash = finding.file.lastIndexOf('/');
    const name = by === 'rule' ? finding.rule : slash < 0 ? t.root : finding.file.slice(0, slash);
    groups.set(name, [...(groups.get(name) ?? []), finding]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

function article(finding, t) {
  const link = make('a', '', finding.rule);
  link.href = finding.url[language];
  const severity = make('span', 'severity ' + finding.severity, t[finding.severity]);
  return make('article', '',
    make('p', '', severity, ' ', link, ' ', make('span', 'place', where(finding))),
    make('p', '', finding.message[language]),
    make('code', '', finding.code),
    ...finding.path.map((step) => make('div', 'step', make('span', '', step.message[language]), ' ', make('span', 'place', where(step)), make('code', '', step.code))),
    ...(finding.fix ? [make('p', '', t.fix + finding.fix[language])] : []));
}

// Each branch leads from a rule by the call that blocks to the place that waits for it.
function treeOf(findings) {
  const root = new Map();
  for (const finding of findings) {
    let level = root;
    const steps = [{ key: finding.rule, code: finding.rule }, ...[finding, ...finding.path].reverse().map((place) => ({ key: where(place), code: place.code, place: where(place) }))];
    for (const [index, step] of steps.entries()) {
      const node = level.get(step.key) ?? { ...step, next: new Map(), isEnd: false };
      node.isEnd ||= index === steps.length - 1;
      level.set(step.key, node);
      level = node.next;
    }
  }
  return root;
}

function branch(level, className) {
  return make('ul', className, ...[...level.values()].map((node) => make('li', '',
    make('div', 'node' + (node.isEnd ? ' end' : ''), make('code', '', node.code), ...(node.place ? [make('span', 'place', node.place)] : [])),
    ...(node.next.size > 0 ? [branch(node.next, '')] : []))));
}

function show() {
  const t = words[language];
  document.documentElement.lang = language === 'zh-cn' ? 'zh-CN' : 'en';
  document.documentElement.dataset.theme = theme;
  const found = data.findings.filter((finding) => matches(finding, $('search').value.trim().toLowerCase()));
  $('summary').textContent = t.checked(found.length, data.checked);
  $('search').placeholder = t.search;
  $('search').ariaLabel = t.search;
  for (const option of $('grouping').options) option.textContent = t[option.value];
  $('grouping').ariaLabel = t.rule + ' / ' + t.folder;
  $('language').textContent = t.other;
  $('theme').textContent = theme === 'dark' ? t.light : t.dark;
  $('problems').hidden = data.problems.length === 0;
  $('problems').firstElementChild.textContent = t.problems;
  $('problems').lastElementChild.replaceChildren(...data.problems.map(({ file, line, reason }) => make('li', '', make('code', '', file + (line ? ':' + line : '')), ' ', reason[language])));
  const blocking = found.filter(({ blocks }) => blocks);
  $('paths').hidden = blocking.length === 0;
  const [heading, legend, picture] = $('paths').children;
  heading.textContent = t.paths;
  legend.textContent = t.legend;
  picture.replaceChildren(branch(treeOf(blocking), 'tree'));
  const [title, list] = $('findings').children;
  title.textContent = t.findings;
  const groups = groupsOf(found, $('grouping').value, t).map(([name, members]) => {
    const group = make('details', '', make('summary', '', name + ' ', make('span', 'count', String(members.length))), ...members.map((finding) => article(finding, t)));
    group.open = true;
    return group;
  });
  list.replaceChildren(...(groups.length > 0 ? groups : [make('p', '', t.none)]));
}

$('search').addEventListener('input', show);
$('grouping').addEventListener('change', show);
$('language').addEventListener('click', () => { language = language === 'zh-cn' ? 'en' : 'zh-cn'; show(); });
$('theme').addEventListener('click', () => { theme = theme === 'dark' ? 'light' : 'dark'; show(); });
show();
`;
