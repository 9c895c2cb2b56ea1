import {ask, make, onSubmit, repeat, say, showRequests} from './common.js';
import {text, translate} from './texts.js';

translate();
showRequests();

function portal(known) {
  const origin = new URL(known.clientEndpoint).origin;
  return make('li', {},
    make('a', {href: origin + '/portal/' + known.memberId, textContent: new URL(known.clientEndpoint).host}),
    make('p', {textContent: known.clientEndpoint}),
    make('p', {textContent: text(known.installed ? 'installed' : 'notInstalled') + ' · ' + text('messages') + ': ' + known.messages}));
}

function application(known) {
  return make('li', {},
    make('strong', {textContent: known.title}),
    make('p', {textContent: known.clientId}),
    make('p', {textContent: known.pageUrl ?? known.eventsUrl ?? ''}));
}

function none() {
  return make('li', {className: 'none', textContent: text('noneYet')});
}

let seen = '';
repeat(async () => {
  const [portals, applications] = await Promise.all([ask('GET', 'portals'), ask('GET', 'applications')]);
  const now = JSON.stringify([portals, applications]);
  if (now === seen) {
    return;
  }
  seen = now;
  document.getElementById('portals').replaceChildren(...(portals.length ? portals.map(portal) : [none()]));
  document.getElementById('applications').replaceChildren(...(applications.length ? applications.map(application) : [none()]));
  document.querySelector('select.applications').replaceChildren(
    ...applications.map(known => new Option(known.title, known.clientId)));
  const address = document.querySelector('input[name=address]');
  address.value ||= '127.0.0.' + (portals.length + 2);
});

onSubmit(document.getElementById('portal'), async given => {
  const memberId = crypto.randomUUID?.().replaceAll('-', '') ?? Date.now().toString(16);
  await ask('PUT', 'portals/' + memberId, {...given, installed: false, scope: 'messageservice,im,user_brief'});
  say('');
});

onSubmit(document.getElementById('application'), async given => {
  const {clientId, ...registration} = given;
  await ask('PUT', 'applications/' + encodeURIComponent(clientId), registration);
});
