import {text} from './texts.js';

/* An element with children; strings are text, whatever is in them. */
export function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter(child => child !== null));
  return element;
}

export function button(label, act, properties) {
  const made = make('button', {type: 'button', textContent: label, ...properties});
  made.addEventListener('click', async () => {
    try {
      await act();
    } catch (refused) {
      // said already
    }
  });
  return made;
}

/* Asks the control API; null for an answer without a body. What is refused is said on the page, and thrown. */
export async function ask(method, path, body) {
  const response = await fetch('/sandbox/' + path, {
    method: method,
    headers: {'Content-Type': 'application/json'},
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) {
    say(text('refused') + ': ' + (answer?.error ?? response.status));
    throw new Error('refused with ' + response.status);
  }
  return answer;
}

export function say(words) {
  document.getElementById('notice').textContent = words;
}

/* Runs it now and every second, one after another; a sandbox that is away for a moment is asked again. */
export async function repeat(run) {
  try {
    await run();
  } catch (away) {
    // the next time will tell
  }
  setTimeout(() => repeat(run), 1000);
}

/* What a form holds, without what is empty. */
export function values(form) {
  return Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
}

export function onSubmit(form, act) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    say('');
    try {
      await act(values(form));
    } catch (refused) {
      // said already
    }
  });
}

export function clock(at) {
  return new Date(at).toLocaleTimeString();
}

const MOST_ROWS = 100;

/* The requests as they come, newest first; those of one portal, or of all. */
export function showRequests(member) {
  const rows = make('tbody');
  const shown = new Map();
  document.getElementById('requests').append(make('table', {},
    make('thead', {}, make('tr', {}, ...['time', 'call', 'answer'].map(key =>
      make('th', {scope: 'col', textContent: text(key)})))),
    rows));
  let last = 0;
  repeat(async () => {
    const query = new URLSearchParams({after: last, ...(member && {portal: member})});
    const news = await ask('GET', 'requests?' + query);
    last = news.last;
    for (const request of news.items) {
      const row = requestRow(request, member);
      if (shown.has(request.number)) {
        shown.get(request.number).replaceWith(row);
      } else {
        rows.prepend(row);
      }
      shown.set(request.number, row);
    }
    while (rows.childElementCount > MOST_ROWS) {
      rows.lastElementChild.remove();
    }
    for (const [number, row] of shown) {
      if (!row.isConnected) {
        shown.delete(number);
      }
    }
  });
}

function requestRow(request, member) {
  const answered = request.status !== undefined;
  const good = request.status >= 200 && request.status < 300 && !request.error;
  const outcome = !answered ? text('underWay') : request.status === 0 ? text('cut')
    : request.status + (request.error ? ' ' + request.error : '') + ' · ' + request.milliseconds + ' ms';
  return make('tr', {},
    make('td', {className: 'when', textContent: clock(request.at)}),
    make('td', {}, (request.way === 'OUT' ? '→ ' : '← ') + request.name,
      make('small', {textContent: (member ? '' : request.memberId + ' ') + JSON.stringify(request.details).slice(0, 500)})),
    make('td', {className: 'code ' + (answered ? good ? 'ok' : 'bad' : 'none'), textContent: outcome}));
}
