import {ask, button, clock, make, onSubmit, repeat, say, showRequests} from './common.js';
import {showFaults} from './faults.js';
import {Frame} from './frame.js';
import {text, translate} from './texts.js';

const member = location.pathname.split('/')[2];
const OTHER_USER = 9;
const MOST_MESSAGES = 20;
const applications = document.getElementById('applications');
const user = document.getElementById('user');
const language = document.getElementById('language');
const messages = [];
let settings = null;

translate();

const frame = new Frame(document.getElementById('frame'), member, finished);

function userId() {
  return user.value === 'admin' ? settings.userId : OTHER_USER;
}

async function openPage(application, installer) {
  say('');
  document.getElementById('page').hidden = false;
  await frame.open({clientId: application.clientId, userId: userId(), installer: installer}, application.title);
}

/* Then Bitrix24 shows the page of the application in the place of its installer. */
async function finished(request) {
  await showApplications();
  const application = known.find(one => one.clientId === request.clientId);
  if (application?.pageUrl && request.installer) {
    await openPage(application, false);
  }
}

async function happen(event, application) {
  const told = await ask('POST', `portals/${member}/app-events`, {event: event, clientId: application.clientId});
  const good = told.answers.every(status => status >= 200 && status < 300);
  say(good ? text('taken') : text('notTaken') + ' ' + told.answers.join(', '));
  await showApplications();
}

async function install(application) {
  if (application.installerUrl) {
    await openPage(application, true);
  } else if (application.eventsUrl) {
    await happen('ONAPPINSTALL', application);
  } else {
    await openPage(application, false);
  }
}

async function uninstall(application) {
  frame.close();
  document.getElementById('page').hidden = true;
  await happen('ONAPPUNINSTALL', application);
}

function card(application) {
  return make('li', {},
    make('strong', {textContent: application.title}),
    make('p', {textContent: application.clientId + ' · ' + text(application.finished ? 'installed' : 'notInstalled')}),
    make('div', {className: 'buttons'},
      button(text('install'), () => install(application), {className: application.finished ? 'quiet' : ''}),
      application.pageUrl && application.finished ? button(text('open'), () => openPage(application, false)) : null,
      application.finished ? button(text('uninstall'), () => uninstall(application), {className: 'quiet'}) : null));
}

let known = [];

async function showApplications() {
  const now = await ask('GET', `portals/${member}/applications`);
  if (JSON.stringify(now) === JSON.stringify(known)) {
    return;
  }
  known = now;
  applications.replaceChildren(...(now.length ? now.map(card)
    : [make('li', {className: 'none', textContent: text('noneYet')})]));
  const sender = document.forms.sms.elements.sender;
  const chosen = sender.value;
  sender.replaceChildren(...now.flatMap(application => application.senders.map(code =>
    new Option(code + ' (' + application.title + ')', JSON.stringify([application.clientId, code])))));
  if ([...sender.options].some(option => option.value === chosen)) {
    sender.value = chosen;
  }
}

onSubmit(document.getElementById('sms'), async given => {
  if (!given.sender) {
    say(text('noSender'));
    return;
  }
  const [clientId, code] = JSON.parse(given.sender);
  const sent = await ask('POST', `portals/${member}/sms`,
    {clientId: clientId, code: code, to: given.to.replaceAll(' ', ''), text: given.text, authorId: userId()});
  messages.unshift({id: sent.messageId, to: given.to, at: Date.now(), status: 'sent'});
  messages.splice(MOST_MESSAGES);
  showMessages();
});

function showMessages() {
  document.getElementById('messages').replaceChildren(make('table', {},
    make('thead', {}, make('tr', {}, ...['time', 'phone', 'status'].map(key =>
      make('th', {scope: 'col', textContent: text(key === 'phone' ? 'sentTo' : key)})))),
    make('tbody', {}, ...messages.map(message => make('tr', {},
      make('td', {className: 'when', textContent: clock(message.at)}),
      make('td', {}, message.to, make('small', {textContent: message.id})),
      make('td', {className: message.status, textContent: text(message.status)}))))));
}

async function followMessages() {
  let changed = false;
  for (const message of messages) {
    const now = await ask('GET', `portals/${member}/messages/${message.id}`);
    changed ||= now.status !== message.status;
    message.status = now.status;
  }
  if (changed) {
    showMessages();
  }
}

async function showNotifications() {
  const notifications = await ask('GET', `portals/${member}/notifications`);
  document.getElementById('notifications').replaceChildren(...(notifications.length
    ? notifications.reverse().map(one => make('li', {}, make('small', {textContent: clock(one.at) + ' · ' + one.userId + ' '}), one.message))
    : [make('li', {className: 'none', textContent: text('noneYet')})]));
}

language.addEventListener('change', async () => {
  await ask('PATCH', 'portals/' + member, {language: language.value});
  if (frame.isOpen()) {
    await frame.again();
  }
});

user.addEventListener('change', async () => {
  if (frame.isOpen()) {
    frame.close();
    document.getElementById('page').hidden = true;
  }
});

settings = await ask('GET', 'portals/' + member);
const domain = new URL(settings.clientEndpoint).host;
document.title = domain;
document.getElementById('domain').textContent = domain;
document.getElementById('all').href = settings.sandbox;
language.value = settings.language;
showRequests(member);
showFaults(member);
repeat(async () => {
  await showApplications();
  await followMessages();
  await showNotifications();
});
