// What an integrator's program does with Bitrix24's own client: by a webhook, and by an application's tokens, which it renews.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(process.env.SDK + '/');
const {B24Hook, B24OAuth} = require('@bitrix24/b24jssdk');
const given = JSON.parse(readFileSync(0, 'utf8'));

async function call(client, method, params = {}) {
  const answer = await client.actions.v2.call.make({method, params, requestId: 'test'});
  return answer.isSuccess ? answer.getData().result : answer.getErrorMessages();
}

const hook = B24Hook.fromWebhookUrl(given.webhook);
const application = new B24OAuth(given.authorisation, given.secret);
const renewed = [];
application.setCallbackRefreshAuth(async ({b24OAuthParams}) => renewed.push(b24OAuthParams.refreshToken));

const said = {
  hook: await call(hook, 'profile'),
  scope: await call(application, 'scope'),
  sender: await call(application, 'messageservice.sender.add',
    {CODE: 'sdk', TYPE: 'SMS', NAME: {en: 'SDK'}, HANDLER: 'https://app.example/handler'}),
  senders: await call(application, 'messageservice.sender.list'),
};
const batch = await application.actions.v2.batch.make({
  calls: {first: ['server.time', {}], second: ['method.get', {name: 'user.current'}]},
  options: {returnAjaxResult: false},
});
said.batch = batch.getData();
await fetch(given.expire, {method: 'POST', body: '{}'});
said.afterExpiry = await call(application, 'messageservice.message.status.update',
  {CODE: 'sdk', MESSAGE_ID: given.message, STATUS: 'delivered'});
said.renewed = renewed.length;
console.log(JSON.stringify(said));
