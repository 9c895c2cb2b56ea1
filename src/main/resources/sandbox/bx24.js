/*
 * Stands in for https://api.bitrix24.com/api/v1/ in a page that the sandbox's portal has opened in a frame: the same names, and
 * the same messages to the window around. Only what is here is played; docs/sandbox.md has the list.
 */
(function () {
  'use strict';
  const [domain, protocol, sid] = window.name.split('|');
  const origin = (protocol === '1' ? 'https' : 'http') + '://' + domain;
  const waiting = new Map();
  const ready = [];
  let count = 0;
  let data = null;

  function command(name, parameters, answered) {
    const key = 'bx' + ++count;
    if (answered) {
      waiting.set(key, answered);
    }
    const parts = [name, parameters === null ? '' : JSON.stringify(parameters), key, sid];
    window.parent.postMessage(parts.filter(part => part !== '').join(':'), origin);
  }

  window.addEventListener('message', function (event) {
    if (event.source !== window.parent || event.origin !== origin || typeof event.data !== 'string') {
      return;
    }
    const colon = event.data.indexOf(':');
    const answered = waiting.get(event.data.slice(0, colon));
    waiting.delete(event.data.slice(0, colon));
    if (answered) {
      const text = event.data.slice(colon + 1);
      answered(text === '' ? null : JSON.parse(text));
    }
  });

  function whenLoaded(run) {
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', run);
    } else {
      run();
    }
  }

  /* https://apidocs.bitrix24.com/sdk/bx24-js-sdk/how-to-call-rest-methods/bx24-call-method.html */
  function Result(answer, status, again) {
    this.answer = answer;
    this.status = status;
    this.data = () => answer.result;
    this.error = () => answer.error === undefined ? false : {
      ex: answer,
      status: status,
      getError: () => answer,
      getStatus: () => status,
      toString: () => answer.error + (answer.error_description ? ': ' + answer.error_description : ''),
    };
    this.total = () => parseInt(answer.total, 10);
    this.more = () => answer.next !== undefined;
    this.next = callback => this.more() && again(answer.next, callback);
  }

  function flat(form, name, value) {
    if (value !== null && typeof value === 'object') {
      Object.keys(value).forEach(key => flat(form, name === '' ? key : name + '[' + key + ']', value[key]));
    } else if (value !== undefined) {
      form.append(name, value === null ? '' : value);
    }
    return form;
  }

  async function call(method, parameters, callback, repeated) {
    const form = flat(new URLSearchParams(), '', parameters || {});
    form.append('auth', data.AUTH_ID);
    let answer = {error: 'ERROR_NETWORK', error_description: 'The portal could not be reached'};
    let status = 0;
    try {
      const response = await fetch(origin + data.PATH + '/' + method + '.json', {method: 'POST', body: form});
      status = response.status;
      answer = await response.json();
    } catch (unreachable) {
      // stays as it is
    }
    if (answer.error === 'expired_token' && !repeated) {
      BX24.refreshAuth(() => call(method, parameters, callback, true));
    } else if (callback) {
      callback(new Result(answer, status, (start, next) =>
        call(method, Object.assign({}, parameters, {start: start}), next || callback)));
    }
  }

  const BX24 = {
    init(callback) {
      if (data !== null) {
        whenLoaded(callback);
      } else if (ready.push(callback) === 1) {
        command('getInitData', {}, function (init) {
          data = init;
          data.until = Date.now() + Number(init.AUTH_EXPIRES) * 1000;
          ready.splice(0).forEach(whenLoaded);
        });
      }
    },
    install(callback) {
      BX24.init(() => data.INSTALL && callback());
    },
    installFinish() {
      command('setInstallFinish', {}, null);
    },
    getAuth() {
      return data !== null && data.until > Date.now() && {
        access_token: data.AUTH_ID,
        refresh_token: data.REFRESH_ID,
        expires_in: Number(data.AUTH_EXPIRES),
        domain: domain,
        member_id: data.MEMBER_ID,
      };
    },
    refreshAuth(callback) {
      command('refreshAuth', {}, function (fresh) {
        Object.assign(data, fresh, {until: Date.now() + Number(fresh.AUTH_EXPIRES) * 1000});
        callback && callback(BX24.getAuth());
      });
    },
    callMethod(method, parameters, callback) {
      BX24.init(() => call(method, parameters, callback));
      return true;
    },
    isAdmin: () => data.IS_ADMIN,
    getLang: () => data.LANG,
    getDomain: () => domain,
    isReady: () => data !== null,
    resizeWindow(width, height, callback) {
      command('resizeWindow', {width: width, height: height}, callback);
    },
    fitWindow(callback) {
      BX24.resizeWindow('100%', BX24.getScrollSize().scrollHeight, callback);
    },
    getScrollSize: () => ({
      scrollWidth: document.documentElement.scrollWidth,
      scrollHeight: document.documentElement.scrollHeight,
    }),
    reloadWindow(callback) {
      command('reloadWindow', {}, callback);
    },
    setTitle(title, callback) {
      command('setTitle', {title: String(title)}, callback);
    },
    closeApplication(callback) {
      command('closeApplication', {}, callback);
    },
    placement: {
      info: () => ({placement: data.PLACEMENT, options: data.PLACEMENT_OPTIONS}),
    },
  };
  window.BX24 = BX24;
})();
