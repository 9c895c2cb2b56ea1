import {ask, make} from './common.js';

const TALLEST = 5000;

/*
 * The application's page in a frame: it is posted there as Bitrix24 does, and its script's messages are answered as Bitrix24
 * answers them: "command:parameters:callback:APP_SID" with "callback:answer".
 */
export class Frame {
  #place;
  #member;
  #finished;
  #current = null;
  #turn = 0;

  constructor(place, member, finished) {
    this.#place = place;
    this.#member = member;
    this.#finished = finished;
    window.addEventListener('message', event => this.#receive(event));
  }

  /* request: clientId, userId, installer; title: of the frame. */
  async open(request, title) {
    const turn = ++this.#turn;
    const opened = await ask('POST', `portals/${this.#member}/frames`, request);
    if (turn !== this.#turn) {
      return; // something else was opened meanwhile, or this was closed
    }
    const frame = make('iframe', {name: opened.name, title: title});
    this.#place.replaceChildren(frame);
    this.#current = {frame, request, title, init: opened.init, origin: new URL(opened.url).origin};
    const form = make('form', {method: 'post', action: opened.url, target: opened.name, hidden: true},
      ...Object.entries(opened.fields).map(([name, value]) => make('input', {type: 'hidden', name: name, value: value})));
    document.body.append(form);
    form.submit();
    form.remove();
  }

  close() {
    this.#turn++;
    this.#place.replaceChildren();
    this.#current = null;
  }

  isOpen() {
    return this.#current !== null;
  }

  again() {
    return this.open(this.#current.request, this.#current.title);
  }

  async #receive(event) {
    const current = this.#current;
    if (current === null || event.source !== current.frame.contentWindow || event.origin !== current.origin
        || typeof event.data !== 'string') {
      return;
    }
    const name = event.data.split(':', 1)[0];
    const parts = event.data.slice(name.length + 1).split(':');
    const sid = parts.pop();
    const key = parts.pop();
    if (sid !== current.init.APP_SID || key === undefined) {
      return;
    }
    const parameters = parts.length === 0 ? {} : JSON.parse(parts.join(':'));
    const answer = await this.#answer(name, parameters, current);
    if (answer !== undefined && this.#current === current) {
      event.source.postMessage(key + ':' + JSON.stringify(answer), event.origin);
    }
  }

  async #answer(name, parameters, current) {
    switch (name) {
      case 'getInitData':
        return current.init;
      case 'refreshAuth': {
        const {AUTH_ID, REFRESH_ID, AUTH_EXPIRES} =
          (await ask('POST', `portals/${this.#member}/frames`, current.request)).init;
        return {AUTH_ID, REFRESH_ID, AUTH_EXPIRES};
      }
      case 'setInstallFinish':
        await ask('POST', `portals/${this.#member}/install-finish`, {clientId: current.request.clientId});
        this.#finished(current.request);
        return undefined;
      case 'resizeWindow':
        current.frame.style.height = Math.min(Number(parameters.height) || 0, TALLEST) + 'px';
        return {};
      case 'reloadWindow':
        await this.again();
        return undefined;
      case 'setTitle':
        current.frame.title = String(parameters.title).slice(0, 200);
        return {};
      case 'closeApplication':
        this.close();
        return undefined;
      default:
        return {};
    }
  }
}
