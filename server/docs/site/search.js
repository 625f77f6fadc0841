/* global document, searchSections */
import MiniSearch from 'minisearch';

const { root, nothing } = document.currentScript.dataset;
const input = document.querySelector('#search');
const results = document.querySelector('#results');

// Words of a rule's name count, and the whole name. Chinese has no spaces between its words: from each character on, two.
const tokenize = (text) =>
  text
    .toLowerCase()
    .split(
      /[^\p{L}\p{N}_-]+|(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])|(?<=\p{Script=Han})(?!\p{Script=Han})|(?<!\p{Script=Han})(?=\p{Script=Han})/u,
    )
    .flatMap((word) => (/^\p{Script=Han}/u.test(word) ? [...word].map((_, at) => word.slice(at, at + 2)) : [word]));

let index;

/** Made when somebody searches for the first time. */
function search(query) {
  if (!index) {
    index = new MiniSearch({
      idField: 'url',
      fields: ['page', 'heading', 'text'],
      storeFields: ['page', 'heading'],
      tokenize,
    });
    index.addAll(searchSections);
  }
  return index.search(query, { prefix: true, fuzzy: 0.2, combineWith: 'AND', boost: { page: 4, heading: 3 } });
}

function show() {
  const query = input.value.trim();
  const found = query === '' ? [] : search(query).slice(0, 12);
  results.replaceChildren(...found.map(entry));
  if (query !== '' && found.length === 0)
    results.append(Object.assign(document.createElement('li'), { textContent: nothing }));
  results.hidden = query === '';
}

function entry({ id, page, heading }) {
  const link = document.createElement('a');
  link.href = root + id;
  link.textContent = heading;
  if (heading !== page) link.append(Object.assign(document.createElement('small'), { textContent: page }));
  const item = document.createElement('li');
  item.append(link);
  return item;
}

input.addEventListener('input', show);
input.addEventListener('focus', show);
input.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') results.querySelector('a')?.click();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') results.hidden = true;
  if (event.key !== '/' || event.target.closest('input')) return;
  event.preventDefault();
  input.focus();
});
document.addEventListener('click', ({ target }) => {
  if (!target.closest('search')) results.hidden = true;
});
// On a narrow screen the menu opens when it is asked for.
if (document.documentElement.clientWidth < 800) document.querySelector('.menu').open = false;
document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest' });
