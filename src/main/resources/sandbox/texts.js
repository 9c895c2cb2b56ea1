/* What the pages say; English stands in them, and here for what their scripts add. */
const RUSSIAN = {
  sandbox: 'Песочница', double: 'Двойник Битрикс24', portals: 'Порталы', newPortal: 'Новый портал', address: 'Адрес',
  endpoint: 'REST-интерфейс', language: 'Язык', application: 'Приложение', create: 'Создать', applications: 'Приложения',
  newApplication: 'Зарегистрировать приложение', clientId: 'client_id', clientSecret: 'client_secret', title: 'Название',
  pageUrl: 'Страница', installerUrl: 'Установщик', eventsUrl: 'Адрес события установки, без страницы',
  register: 'Зарегистрировать', requests: 'Запросы', log: 'Журнал запросов', user: 'Пользователь', administrator: 'Администратор',
  employee: 'Сотрудник', allPortals: 'Все порталы', portal: 'Портал', page: 'Страница приложения', card: 'Контакт',
  phone: 'Телефон', sender: 'Отправитель', message: 'Сообщение', send: 'Отправить', notifications: 'Уведомления',
  faults: 'Сбои', faultsHint: 'Что произойдёт со следующими вызовами этого портала, пока сбой не выключен.',
  calls: 'Вызовы', everyCall: 'каждый', nextCall: 'следующий', tenthCall: 'один из десяти', target: 'Какие',
  restCalls: 'REST', oauthCalls: 'обновление токенов', errorCode: 'Код ошибки', delayMs: 'Задержка, мс',
  open: 'Открыть', install: 'Установить', uninstall: 'Удалить', installed: 'установлено', notInstalled: 'не установлено',
  noneYet: 'пока нет', noSender: 'Отправителей нет: сначала установите приложение.', messages: 'Сообщений',
  status: 'Статус', time: 'Время', call: 'Вызов', answer: 'Ответ', underWay: 'ждёт', cut: 'без ответа',
  sentTo: 'Отправлено', gone: 'Этого больше нет.', refused: 'Не получилось',
  taken: 'Приложение уведомлено.', notTaken: 'Приложение ответило', switchedOff: 'Выключить все',
  queued: 'отправляется', sent: 'отправлено', delivered: 'доставлено', undelivered: 'не доставлено', failed: 'ошибка',
  'delay': 'поздний ответ', 'hang': 'нет ответа', 'cut-off': 'обрыв', 'reset': 'выполнен, затем обрыв',
  'html-502': 'страница 502', 'html-200': 'страница 200', 'html': 'страница 404', 'empty': 'пустой ответ 404',
  'php-notice': 'предупреждения PHP', 'gzip': 'сжатый ответ', 'header-lost': 'заголовок потерян',
  'truncated-json': 'половина JSON', 'redirect': 'перенаправление', 'error': 'ошибка вызова',
  'command-error': 'ошибка команды', 'unknown-once': 'сообщение сперва неизвестно', 'command-skipped': 'команда пропущена',
};

const ENGLISH = {
  open: 'Open', install: 'Install', uninstall: 'Uninstall', installed: 'installed', notInstalled: 'not installed',
  noneYet: 'none yet', noSender: 'There is no sender: install the application first.', messages: 'Messages',
  status: 'Status', time: 'Time', call: 'Call', answer: 'Answer', underWay: 'waits', cut: 'no answer',
  sentTo: 'Sent', gone: 'It is not there any more.', refused: 'That did not work',
  taken: 'The application was told.', notTaken: 'The application answered', switchedOff: 'Switch all off',
  queued: 'queued', sent: 'sent', delivered: 'delivered', undelivered: 'undelivered', failed: 'failed',
  'delay': 'late answer', 'hang': 'no answer', 'cut-off': 'cut', 'reset': 'applied, then cut',
  'html-502': 'page with 502', 'html-200': 'page with 200', 'html': 'page with 404', 'empty': 'nothing but 404',
  'php-notice': 'notices of PHP', 'gzip': 'compressed answer', 'header-lost': 'header lost',
  'truncated-json': 'half of the JSON', 'redirect': 'redirect', 'error': 'error of the call',
  'command-error': 'error of a command', 'unknown-once': 'message unknown at first', 'command-skipped': 'command skipped',
};

const russian = navigator.language.toLowerCase().startsWith('ru');

export function text(key) {
  return (russian && RUSSIAN[key]) || ENGLISH[key] || key;
}

/* Languages of portals, as Bitrix24 names them. */
export const LANGUAGES = {en: 'English', ru: 'Русский', de: 'Deutsch', la: 'Español', br: 'Português (Brasil)', pl: 'Polski',
  fr: 'Français', ua: 'Українська', kz: 'Қазақша'};

export function translate() {
  document.documentElement.lang = russian ? 'ru' : 'en';
  if (russian) {
    document.querySelectorAll('[data-text]').forEach(element => element.textContent = RUSSIAN[element.dataset.text] ?? element.textContent);
    document.querySelectorAll('[data-label]').forEach(element => element.ariaLabel = RUSSIAN[element.dataset.label]);
  }
  document.querySelectorAll('select.languages').forEach(select =>
    Object.entries(LANGUAGES).forEach(([code, name]) => select.append(new Option(name, code))));
}
