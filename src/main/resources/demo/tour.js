'use strict';
/* The page of development: what is pressed is sent, and what comes of it is asked for every second. */
const samples = document.getElementById('samples');
const gateway = document.getElementById('gateway');

/* The answer is HTML that the bridge has made, with all values escaped. */
async function show(element, path) {
  const answer = await fetch('/demo/' + path);
  const content = answer.ok ? await answer.text() : '';
  if (element.innerHTML !== content && element.dataset.content !== content) {
    element.innerHTML = content;
    element.dataset.content = content;
  }
}

async function repeat(element, path) {
  if (element === null) {
    return;
  }
  try {
    await show(element, path);
  } catch (restarting) {
    // the next time will tell
  }
  setTimeout(() => repeat(element, path), 1000);
}

async function send(button, path) {
  button.disabled = true;
  try {
    await fetch('/demo/' + path, {method: 'POST'});
    await show(document.getElementById('way'), 'way');
  } finally {
    button.disabled = false;
  }
}

document.getElementById('sms')?.addEventListener('click', event => send(event.target, 'sms'));
gateway?.addEventListener('change', () => {
  samples.replaceChildren();
  if (gateway.value !== '') {
    show(samples, 'gateways/' + gateway.value);
  }
});
samples?.addEventListener('click', event => {
  const path = event.target.dataset.report;
  if (path !== undefined) {
    send(event.target, 'gateways/' + path);
  }
});
repeat(document.getElementById('messages'), 'messages');
repeat(document.getElementById('way'), 'way');
