/*
 * Writes requests signed by the vendors' own code, or accepted by it, to src/test/resources/vectors/sdk.json:
 * what it accepts, the bridge must accept. See docs/development.md.
 *
 * Of each: the gateway whose profile is to accept it, or the profile's signature; and what nobody may change.
 */
import assert from 'node:assert/strict';
import {createHash, createHmac, createSecretKey, generateKeyPairSync, sign} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import https from 'node:https';
import {createRequire} from 'node:module';
import {EventEmitter} from 'node:events';
import querystring from 'node:querystring';

const require = createRequire(import.meta.url);
const CLOCK = '2026-11-28T12:00:00Z';
const NOW = Date.parse(CLOCK);
const SECONDS = String(NOW / 1000);
Date.now = () => NOW;

const TOKEN = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
const FORM = 'application/x-www-form-urlencoded';
const BASE = 'https://dlr.example.com/dlr';
const vectors = [];

function vector(name, parts) {
  vectors.push({name, clock: CLOCK, settings: {}, certificates: {}, headers: {}, body: '', ...parts});
}

/** The texts that one change of a letter must spoil: headers by name, url, body. */
const all = (...headers) => [...headers.map((header) => 'header ' + header), 'url', 'body'];

// Twilio
{
  const twilio = require('twilio');
  const report = {MessageSid: 'SM1', MessageStatus: 'delivered', To: '+4915100000000', Note: 'Größe & <x>'};
  const HEADER = 'X-Twilio-Signature';
  const SETTINGS = 'X-Twilio-Webhooks-Signature-Settings';
  const request = (name, {url, signedUrl = url, params = report, algorithm, secrets = {authToken: TOKEN}, settings}) => {
    const secret = settings ? secrets.sharedKey : secrets.authToken;
    const body = querystring.stringify(params);
    const signature = twilio.getExpectedTwilioSignature(secret, signedUrl, params, algorithm);
    const named = twilio.getSignatureAlgorithm(settings);
    assert.ok(twilio.validateRequest(secret, signature, url, querystring.parse(body), named), name);
    vector('twilio: ' + name, {
      gateway: 'twilio', secrets, method: 'POST', url, body,
      headers: {'Content-Type': FORM, [HEADER]: signature, ...(settings ? {[SETTINGS]: settings} : {})},
      covers: all(HEADER),
    });
  };
  const path = '/dlr/twilio/key?ref=7f';
  request('form', {url: BASE + '/twilio/key?ref=7f'});
  request('no query', {url: BASE + '/twilio/key'});
  request('no parameters', {url: BASE + '/twilio/key?ref=7f', params: {}});
  request('repeated parameters', {url: BASE + '/twilio/key', params: {...report, Media: ['b', 'a', 'b']}});
  for (const [scheme, standard] of [['https', 443], ['http', 80]]) {
    for (const received of ['', ':' + standard, ':8443']) {
      for (const signed of new Set(['', ':' + (received.slice(1) || standard)])) {
        request(`${scheme} port '${received}', signed '${signed}'`, {
          url: `${scheme}://dlr.example.com${received}${path}`,
          signedUrl: `${scheme}://dlr.example.com${signed}${path}`,
        });
      }
    }
  }
  request('IPv6, port not signed', {url: 'https://[2001:db8::1]:8443' + path, signedUrl: 'https://[2001:db8::1]' + path});
  request('quotation mark as received', {url: BASE + "/twilio/key?ref=it's"});
  request('quotation mark signed encoded', {url: BASE + "/twilio/key?ref=it's", signedUrl: BASE + '/twilio/key?ref=it%27s'});
  request('query signed as querystring writes it', {
    url: BASE + '/twilio/key?ref=a%7eb+c%27', signedUrl: BASE + "/twilio/key?ref=a~b%20c'",
  });
  const both = {authToken: TOKEN, sharedKey: 'shared-secret-0123456789abcdef'};
  for (const algorithm of ['HMAC_SHA1', 'HMAC_SHA256']) {
    for (const secrets of [both, {sharedKey: both.sharedKey}]) {
      request(`shared key, ${algorithm}, ${Object.keys(secrets)}`, {
        url: BASE + '/twilio/key?ref=7f', algorithm, secrets,
        settings: `key=webhooks_sharedkey_01kxyz,algorithm=${algorithm}`,
      });
    }
  }
  request('shared key, settings with spaces', {
    url: BASE + '/twilio/key?ref=7f', algorithm: 'HMAC_SHA256', secrets: both,
    settings: ' algorithm = hmac_sha256 , key=webhooks_sharedkey_01kxyz',
  });
  request('shared key, no algorithm', {
    url: BASE + '/twilio/key?ref=7f', secrets: both, settings: 'key=webhooks_sharedkey_01kxyz',
  });
  request('auth token beside a shared key', {url: BASE + '/twilio/key?ref=7f', secrets: both});

  for (const [algorithm, settings] of [[undefined, {}], ['HMAC_SHA256', {[SETTINGS]: 'key=k,algorithm=HMAC_SHA256'}]]) {
    const body = '{"MessageSid":"SM1","MessageStatus":"sent"}';
    const url = BASE + '/twilio/key?ref=7f&bodySHA256=' + twilio.getExpectedBodyHash(body);
    const secret = algorithm ? both.sharedKey : TOKEN;
    const signature = twilio.getExpectedTwilioSignature(secret, url, {}, algorithm);
    assert.ok(twilio.validateRequestWithBody(secret, signature, url, body, algorithm));
    vector('twilio: JSON ' + (algorithm ?? ''), {
      gateway: 'twilio', secrets: both, method: 'POST', url, body,
      headers: {'Content-Type': 'application/json', [HEADER]: signature, ...settings},
      covers: all(HEADER),
    });
  }
}

// SignalWire
{
  const {RestClient} = require('@signalwire/compatibility-api');
  const {validateRequest} = require('@signalwire/web-api');
  const report = {MessageSid: 'm-1', MessageStatus: 'delivered', To: '+4915100000000'};
  const secrets = {signingKey: 'PSK_0123456789abcdef'};
  for (const header of ['X-SignalWire-Signature', 'X-Twilio-Signature']) {
    for (const [received, signed] of [['', ''], ['', ':443'], [':8443', ':8443'], [':8443', '']]) {
      for (const params of [report, {...report, MediaUrl: ['b', 'a']}, {...report, MediaUrl: ['a', 'a']}]) {
        const url = `https://dlr.example.com${received}/dlr/signalwire/key?ref=7f`;
        const signedUrl = `https://dlr.example.com${signed}/dlr/signalwire/key?ref=7f`;
        const pairs = Object.keys(params).sort().flatMap((key) => [params[key]].flat().map((value) => key + value));
        const signature = createHmac('sha1', secrets.signingKey).update(signedUrl + pairs.join('')).digest('base64');
        assert.ok(RestClient.validateRequest(secrets.signingKey, signature, url, params));
        vector(`signalwire: ${header}, port '${received}', signed '${signed}', ${params.MediaUrl ?? 'none'} repeated`, {
          gateway: 'signalwire', secrets, method: 'POST', url, body: querystring.stringify(params),
          headers: {'Content-Type': FORM, [header]: signature},
          covers: all(header),
        });
      }
    }
    const url = BASE + '/signalwire/key?ref=7f';
    const body = querystring.stringify(report);
    const signature = createHmac('sha1', secrets.signingKey).update(url + body).digest('hex');
    assert.ok(validateRequest(secrets.signingKey, signature, url, body));
    vector(`signalwire: ${header}, over the body as it is`, {
      gateway: 'signalwire', secrets, method: 'POST', url, body,
      headers: {'Content-Type': FORM, [header]: signature}, covers: all(header),
    });
  }
}

// Plivo
{
  const plivo = require('plivo');
  const NONCE = '05429567804466091622';
  const OTHER = createHash('sha256').update('another').digest('base64');
  const mac = (text) => createHmac('sha256', TOKEN).update(text).digest('base64');
  const secrets = {authToken: TOKEN};
  const report = {MessageUUID: 'u-1', Status: 'delivered', To: '4915100000000', Note: 'Größe'};
  const sorted = (params, join, between) => Object.keys(params).sort()
      .flatMap((name) => [params[name]].flat().sort().map((value) => name + join + value)).join(between);
  const cases = [
    ['POST, query and form', 'POST', '/plivo/key?ref=7f&a=b', report],
    ['POST, form', 'POST', '/plivo/key', report],
    ['POST, repeated', 'POST', '/plivo/key?z=2&z=1', {...report, b: ['2', '1']}],
    ['GET', 'GET', '/plivo/key?' + querystring.stringify({ref: '7f', ...report}), {}],
    ['GET, repeated', 'GET', '/plivo/key?b=2&b=1&Status=sent', {}],
  ];
  for (const [name, method, address, params] of cases) {
    const url = BASE + address;
    const [path, query = ''] = url.split('?');
    const pairs = sorted(querystring.parse(query), '=', '&');
    const form = sorted(params, '', '');
    const content = path + (pairs || form ? '?' : '') + pairs + (pairs && form ? '.' : '') + form;
    const signature = mac(content + '.' + NONCE);
    for (const header of ['X-Plivo-Signature-V3', 'X-Plivo-Signature-Ma-V3']) {
      for (const value of [signature, `${OTHER},${signature}`, `${signature},${OTHER}`]) {
        assert.ok(plivo.validateV3Signature(method, url, NONCE, TOKEN, value, params), name);
        vector(`plivo V3: ${header}, ${name}, ${value.length} characters`, {
          gateway: 'plivo', secrets, method, url,
          body: method === 'GET' ? '' : querystring.stringify(params),
          headers: {...(method === 'GET' ? {} : {'Content-Type': FORM}), [header]: value, 'X-Plivo-Signature-V3-Nonce': NONCE},
          covers: [...(value === signature ? ['header ' + header] : []), 'header X-Plivo-Signature-V3-Nonce', 'url',
            ...(method === 'GET' ? [] : ['body'])],
        });
      }
    }
    const other = {'X-Plivo-Signature-V3': OTHER, 'X-Plivo-Signature-Ma-V3': signature};
    vector(`plivo V3: only the second header is by this token, ${name}`, {
      gateway: 'plivo', secrets, method, url, body: method === 'GET' ? '' : querystring.stringify(params),
      headers: {...(method === 'GET' ? {} : {'Content-Type': FORM}), ...other, 'X-Plivo-Signature-V3-Nonce': NONCE},
      covers: ['header X-Plivo-Signature-Ma-V3', 'header X-Plivo-Signature-V3-Nonce', 'url'],
    });
  }
  for (const header of ['X-Plivo-Signature-V2', 'X-Plivo-Signature-Ma-V2']) {
    const url = BASE + '/plivo/key?ref=7f';
    const signature = mac(BASE + '/plivo/key' + NONCE);
    assert.ok(plivo.validateSignature(url, NONCE, signature, TOKEN));
    vector(`plivo V2: ${header}`, {
      gateway: 'plivo', secrets, settings: {version2: 'accept'}, method: 'POST', url, body: querystring.stringify(report),
      headers: {'Content-Type': FORM, [header]: signature, 'X-Plivo-Signature-V2-Nonce': NONCE},
      covers: ['header ' + header, 'header X-Plivo-Signature-V2-Nonce', 'path'],
    });
  }
}

// MessageBird
{
  const {SignJWT} = await import('jose');
  const jwt = require('messagebird/lib/webhook-signature-jwt.js');
  const old = require('messagebird/lib/signature.js');
  const key = 'PlLrKaqvZNRR5zAjm42ZT6q1SQxgbbGd';
  const secrets = {signingKey: key};
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  for (const alg of ['HS256', 'HS384', 'HS512']) {
    for (const body of ['', '{"id":"1","status":"delivered"}']) {
      const url = BASE + '/messagebird/key?id=1&status=delivered';
      const claims = {jti: '1', url_hash: sha256(url), ...(body ? {payload_hash: sha256(body)} : {})};
      const secret = createSecretKey(Buffer.from(key));
      const token = await new SignJWT(claims).setProtectedHeader({alg, typ: 'JWT'}).setIssuer('MessageBird')
          .setIssuedAt(NOW / 1000).setNotBefore(NOW / 1000).setExpirationTime(NOW / 1000 + 60).sign(secret);
      const options = new jwt.VerifyOptions();
      options.jwtVerifyOptions = {...options.jwtVerifyOptions, currentDate: new Date(NOW)};
      await jwt.verify(url, Buffer.from(body), token, secret, options);
      vector(`messagebird: ${alg}, ${body ? 'body' : 'no body'}`, {
        gateway: 'messagebird', secrets, method: body ? 'POST' : 'GET', url, body,
        headers: {...(body ? {'Content-Type': 'application/json'} : {}), 'MessageBird-Signature-JWT': token},
        covers: all('MessageBird-Signature-JWT'),
      });
    }
  }
  const queries = {
    'plain': 'id=1&status=delivered&recipient=4915100000000',
    'signs': "id=1&status=delivered&reference=%21%27%28%29%2A~%7E-._%20%2B%C3%BC",
    'raw signs': "id=1&status=delivered&reference=!'()*~-._",
    'time with a raw plus': 'id=1&status=delivered&statusDatetime=2026-11-28T12:00:00+00:00',
    'time with an encoded plus': 'id=1&status=delivered&statusDatetime=2026-11-28T12%3A00%3A00%2B00%3A00',
    'none': '',
  };
  for (const [name, query] of Object.entries(queries)) {
    for (const body of ['', '{"id":"1"}']) {
      const headers = {'messagebird-request-timestamp': SECONDS};
      const request = {headers, query: {...querystring.parse(query)}, body};
      const signature = old.generate(request, key).toString('base64');
      headers['messagebird-signature'] = signature;
      assert.ok(old.isValid(request, old.generate({...request, query: {...querystring.parse(query)}}, key)));
      vector(`messagebird: older signature, ${name}, ${body ? 'body' : 'no body'}`, {
        gateway: 'messagebird', secrets, method: body ? 'POST' : 'GET',
        url: BASE + '/messagebird/key' + (query ? '?' + query : ''), body,
        headers: {'MessageBird-Signature': signature, 'MessageBird-Request-Timestamp': SECONDS,
          ...(body ? {'Content-Type': 'application/json'} : {})},
        covers: ['header MessageBird-Signature', 'header MessageBird-Request-Timestamp', 'body', ...(query ? ['query'] : [])],
      });
    }
  }
}

// Vonage
{
  const {verifySignature} = await import('@vonage/jwt');
  const jsonwebtoken = require('jsonwebtoken');
  const nexmo = require('nexmo');
  const pair = generateKeyPairSync('rsa', {modulusLength: 2048,
    publicKeyEncoding: {type: 'spki', format: 'pem'}, privateKeyEncoding: {type: 'pkcs8', format: 'pem'}});
  const keys = {HS256: ['vonage-signature-secret-0123456789abcdef', 'vonage-signature-secret-0123456789abcdef'],
    RS256: [pair.privateKey, pair.publicKey]};
  for (const [algorithm, [signing, verifying]] of Object.entries(keys)) {
    const body = '{"message_uuid":"u-1","status":"delivered","timestamp":"2026-11-28T12:00:00Z"}';
    const payload_hash = createHash('sha256').update(body).digest('hex');
    const token = jsonwebtoken.sign({iss: 'Vonage', jti: '1', iat: NOW / 1000, api_key: 'abc', payload_hash}, signing, {algorithm});
    assert.ok(verifySignature(token, verifying));
    vector(`vonage messages: ${algorithm}`, {
      gateway: 'vonage-messages', secrets: {signatureSecret: verifying}, method: 'POST',
      url: BASE + '/vonage-messages/key', body,
      headers: {'Content-Type': 'application/json', Authorization: 'Bearer ' + token},
      covers: ['header Authorization', 'body'],
    });
  }
  const secret = 'vonage-signature-secret';
  for (const method of ['md5hash', 'md5', 'sha1', 'sha256', 'sha512']) {
    const params = {messageId: 'm-1', msisdn: '4915100000000', status: 'delivered', 'client-ref': 'a&b=c ü', timestamp: SECONDS};
    const sig = nexmo.generateSignature(method, secret, params);
    const form = querystring.stringify({...params, sig});
    const common = {gateway: 'vonage-sms', secrets: {signatureSecret: secret}, settings: {signatureMethod: method}};
    vector(`vonage sms: ${method}, query`, {...common, method: 'GET', url: BASE + '/vonage-sms/key?' + form, covers: ['query']});
    vector(`vonage sms: ${method}, form`, {...common, method: 'POST', url: BASE + '/vonage-sms/key', body: form,
      headers: {'Content-Type': FORM}, covers: ['body']});
    vector(`vonage sms: ${method}, JSON`, {...common, method: 'POST', url: BASE + '/vonage-sms/key',
      body: JSON.stringify({...params, sig}), headers: {'Content-Type': 'application/json'}, covers: ['body']});
  }
}

// Telnyx
{
  const {TelnyxWebhook} = require('telnyx/lib/webhooks');
  const {publicKey, privateKey} = generateKeyPairSync('ed25519');
  const key = publicKey.export({type: 'spki', format: 'der'}).subarray(-32).toString('base64');
  const body = '{"data":{"payload":{"id":"1","to":[{"status":"delivered"}],"text":"Größe"}}}';
  const signature = sign(null, Buffer.from(`${SECONDS}|${body}`), privateKey).toString('base64');
  const headers = {'telnyx-signature-ed25519': signature, 'telnyx-timestamp': SECONDS};
  await new TelnyxWebhook(key).verify(body, headers);
  vector('telnyx', {
    gateway: 'telnyx', secrets: {publicKey: key}, method: 'POST', url: BASE + '/telnyx/key', body,
    headers: {'Content-Type': 'application/json', ...headers},
    covers: ['header telnyx-signature-ed25519', 'header telnyx-timestamp', 'body'],
  });
}

// Sinch
{
  const sinch = require('@sinch/sdk-core');
  const secret = 'sinch-webhook-secret';
  const body = '{"type":"recipient_delivery_report_sms","batch_id":"b-1","status":"Delivered","note":"Größe"}';
  const nonce = '01JN3QXAMPLE';
  const signature = sinch.calculateWebhookSignature(sinch.computeSignedData(body, nonce, SECONDS), secret);
  const headers = {'x-sinch-webhook-signature': signature, 'x-sinch-webhook-signature-nonce': nonce,
    'x-sinch-webhook-signature-timestamp': SECONDS, 'x-sinch-webhook-signature-algorithm': 'HmacSHA256'};
  assert.ok(sinch.validateWebhookSignature(secret, headers, body));
  vector('sinch', {
    gateway: 'sinch', secrets: {signingKey: secret}, method: 'POST', url: BASE + '/sinch/key', body,
    headers: {'Content-Type': 'application/json', ...headers},
    covers: ['header x-sinch-webhook-signature', 'header x-sinch-webhook-signature-nonce',
      'header x-sinch-webhook-signature-timestamp', 'body'],
  });
}

// seven: what the client sends with a signing key
{
  const {Client, SmsResource} = await import('@seven.io/client');
  let sent;
  globalThis.fetch = async (url, request) => {
    sent = {url, ...request};
    return {status: 200, headers: [], text: async () => '{}'};
  };
  const secret = 'seven-signing-secret';
  const client = new Client({apiKey: 'k', signingSecret: secret});
  for (const [method, parameters] of [['post', {to: '4915100000000', text: 'Größe'}], ['get', {id: '77'}]]) {
    await client.request(method, 'sms', parameters);
    vector('seven: ' + method, {
      gateway: 'seven', secrets: {signingKey: secret}, method: method.toUpperCase(), url: sent.url, body: sent.body ?? '',
      headers: Object.fromEntries(['Content-Type', 'X-Nonce', 'X-Signature', 'X-Timestamp'].map((n) => [n, sent.headers[n]])),
      covers: all('X-Nonce', 'X-Signature', 'X-Timestamp'),
    });
  }
}

// Amazon SNS
{
  const MessageValidator = require('sns-validator');
  const topic = 'arn:aws:sns:eu-central-1:123456789012:sms-events';
  const address = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem';
  const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
  https.get = (url, callback) => {
    assert.equal(url, address);
    const response = Object.assign(new EventEmitter(), {statusCode: 200});
    callback(response);
    response.emit('data', publicKey.export({type: 'spki', format: 'pem'}));
    response.emit('end');
    return new EventEmitter();
  };
  const common = {MessageId: 'i-1', TopicArn: topic, Timestamp: '2026-11-28T12:00:00.000Z', SigningCertURL: address};
  const messages = [
    {Type: 'Notification', Message: '{"eventType":"TEXT_DELIVERED","isFinal":true}', ...common},
    {Type: 'Notification', Message: 'Größe\nzwei', Subject: 'of a\nmessage', ...common},
    {Type: 'SubscriptionConfirmation', Message: 'You have chosen', Token: 't-1',
      SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t-1', ...common},
  ];
  for (const message of messages) {
    for (const [SignatureVersion, algorithm] of [['1', 'sha1'], ['2', 'sha256']]) {
      const names = message.Type === 'Notification'
        ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
        : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
      const text = names.filter((name) => name in message).map((name) => `${name}\n${message[name]}\n`).join('');
      const signed = {...message, SignatureVersion, Signature: sign(algorithm, Buffer.from(text), privateKey).toString('base64')};
      await new Promise((resolve, reject) =>
        new MessageValidator().validate(signed, (error) => error ? reject(error) : resolve()));
      vector(`sns: ${message.Type} ${message.Subject ? 'with subject ' : ''}version ${SignatureVersion}`, {
        gateway: 'aws-end-user-messaging', secrets: {}, settings: {topicArn: topic}, method: 'POST',
        url: BASE + '/aws-end-user-messaging/key', body: JSON.stringify(signed),
        certificates: {[address]: publicKey.export({type: 'spki', format: 'der'}).toString('base64')},
        headers: {'Content-Type': 'text/plain; charset=UTF-8'}, covers: ['body'],
      });
    }
  }
}

// Standard Webhooks
{
  const {Webhook} = require('standardwebhooks');
  const svix = require('svix');
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = '{"id":"1","status":"delivered","note":"Größe"}';
  const own = new Webhook(secret).sign('msg_1', new Date(NOW), body);
  const other = new Webhook('whsec_' + Buffer.from('another secret of some length').toString('base64'))
      .sign('msg_1', new Date(NOW), body);
  const values = {
    'one signature': own,
    'the second of two': `${other} ${own}`,
    'the first of two': `${own} ${other}`,
    'beside other versions': `v1a,${other.slice(3)} v2,${own.slice(3)} ${own} nonsense`,
  };
  for (const [name, value] of Object.entries(values)) {
    for (const [prefix, Verifier] of [['webhook-', Webhook], ['svix-', svix.Webhook], ['webhook-', svix.Webhook]]) {
      const headers = {[prefix + 'id']: 'msg_1', [prefix + 'timestamp']: SECONDS, [prefix + 'signature']: value};
      new Verifier(secret).verify(body, headers);
      vector(`standard webhooks: ${Verifier === Webhook ? '' : 'svix, '}${prefix} ${name}`, {
        signature: 'standard-webhooks', secrets: {signingKey: secret}, method: 'POST', url: BASE + '/acme/key', body,
        headers: {'Content-Type': 'application/json', ...headers},
        covers: [`header ${prefix}id`, `header ${prefix}timestamp`, ...(value === own ? [`header ${prefix}signature`] : []), 'body'],
      });
    }
  }
  const secrets = {'without prefix': [secret.slice(6), {}], 'raw': ['a secret that is no Base64!', {format: 'raw'}]};
  for (const [name, [value, options]] of Object.entries(secrets)) {
    const headers = {'webhook-id': 'msg_1', 'webhook-timestamp': SECONDS,
      'webhook-signature': new Webhook(value, options).sign('msg_1', new Date(NOW), body)};
    new Webhook(value, options).verify(body, headers);
    vector(`standard webhooks: secret ${name}`, {
      signature: name === 'raw' ? '{scheme: standard-webhooks, keyEncoding: text}' : 'standard-webhooks',
      secrets: {signingKey: value}, method: 'POST', url: BASE + '/acme/key', body,
      headers: {'Content-Type': 'application/json', ...headers},
      covers: [...Object.keys(headers).map((header) => 'header ' + header), 'body'],
    });
  }
}

const file = new URL('../resources/vectors/sdk.json', import.meta.url);
writeFileSync(file, '[\n' + vectors.map((each) => JSON.stringify(each)).join(',\n') + '\n]\n');
console.log(`${vectors.length} vectors in ${file.pathname}`);
