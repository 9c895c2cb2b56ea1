<?php
// What CRest does: an opened page gives it an installation, kept in a file; expired tokens are renewed and the call repeated.
const SETTINGS = 'settings.json';

function post(string $url, array $fields): array {
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => http_build_query($fields),
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_SSL_VERIFYPEER => true,
        CURLOPT_USERAGENT => 'Bitrix24 CRest PHP 1.36',
    ]);
    $answer = curl_exec($curl);
    return $answer === false ? ['error' => curl_error($curl)] : json_decode($answer, true);
}

function install(array $request): array {
    $settings = [
        'access_token' => $request['AUTH_ID'],
        'expires_in' => $request['AUTH_EXPIRES'],
        'refresh_token' => $request['REFRESH_ID'],
        'client_endpoint' => 'https://' . htmlspecialchars($request['DOMAIN']) . '/rest/',
    ];
    file_put_contents(SETTINGS, json_encode($settings));
    return $settings;
}

function call(string $method, array $params = []): array {
    $settings = json_decode(file_get_contents(SETTINGS), true);
    $fields = $params + ['auth' => $settings['access_token']];
    $answer = post($settings['client_endpoint'] . $method . '.json', $fields);
    return ($answer['error'] ?? '') === 'expired_token' && renew($settings) ? call($method, $params) : $answer;
}

function renew(array $settings): bool {
    $answer = post(getenv('OAUTH_URL'), ['grant_type' => 'refresh_token', 'client_id' => getenv('CLIENT_ID'),
        'client_secret' => getenv('CLIENT_SECRET'), 'refresh_token' => $settings['refresh_token']]);
    return !isset($answer['error']) && file_put_contents(SETTINGS, json_encode($answer + $settings));
}

if (getenv('REQUEST')) {
    install(json_decode(getenv('REQUEST'), true));
}
$said = ['user' => call('user.current'), 'app' => call('app.info'), 'batch' => call('batch', ['halt' => 0, 'cmd' => [
    'time' => 'server.time', 'update' => 'messageservice.message.status.update?' . http_build_query(
        ['CODE' => 'crest', 'MESSAGE_ID' => getenv('MESSAGE'), 'STATUS' => 'delivered'])]])];
echo json_encode($said);
