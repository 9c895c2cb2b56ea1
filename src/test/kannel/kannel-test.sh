#!/usr/bin/env bash
#
# Sends messages through a real Kannel, whose delivery reports go through the packaged bridge to the sandbox, and checks
# what the portal shows in the end. Everything runs on loopback, in a temporary directory, and is stopped at the end.
#
#   ./mvnw -ntp package -DskipTests && src/test/kannel/kannel-test.sh
#
# Needs Debian's packages kannel and kannel-extras. Without them it says so and succeeds, or fails if CI=true.
# KEEP=true keeps the logs of a run that succeeded, too.
set -Eeuo pipefail
umask 077
# Kannel's programs lie where only root looks.
PATH=$PATH:/usr/sbin:/usr/local/sbin

readonly MESSAGES=200
readonly START_SECONDS=120
readonly DELIVERY_SECONDS=120
readonly POLL_SECONDS=0.2
readonly MEMBER=kanneltest
readonly CLIENT=app.sandbox

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
readonly root
readonly jar=$root/target/quarkus-app/quarkus-run.jar
readonly java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=
pids=()

main() {
  require_kannel
  [[ -f $jar ]] || fail "$jar is missing: ./mvnw -ntp package -DskipTests builds it"
  work=$(mktemp -d "${TMPDIR:-/tmp}/dlr-bridge-kannel.XXXXXX")
  trap 'echo "Kannel: failed in line $LINENO" >&2' ERR
  trap stop_all EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  choose_ports
  start_sandbox
  start_bridge
  set_up_tenant
  start_kannel
  send_messages
  await "every message delivered" "$DELIVERY_SECONDS" all_delivered
  check_outcome
  echo "Kannel: $MESSAGES messages, $(delivered) delivered, $(limit_hits) limit hits"
}

fail() {
  echo "Kannel: failed: $*" >&2
  exit 1
}

# --- Before ---

require_kannel() {
  fakesmsc=$(command -v fakesmsc || echo /usr/lib/kannel/test/fakesmsc)
  local missing=()
  local program
  for program in bearerbox smsbox "$fakesmsc"; do
    command -v "$program" >/dev/null || missing+=("${program##*/}")
  done
  ((${#missing[@]} == 0)) && return
  [[ ${CI:-} != true ]] || fail "Kannel is not installed: ${missing[*]} missing (packages kannel, kannel-extras)"
  echo "Kannel is not installed: ${missing[*]} missing (packages kannel, kannel-extras), skipped"
  exit 0
}

# Below the range from which the system takes ports for outgoing connections.
choose_ports() {
  local chosen=() port
  while ((${#chosen[@]} < 8)); do
    port=$((20000 + RANDOM % 12000))
    [[ " ${chosen[*]} " != *" $port "* ]] && ! listening "$port" && chosen+=("$port")
  done
  read -r sandbox_port bridge_port inside_port management_port admin_port smsbox_port smsc_port sendsms_port <<<"${chosen[*]}"
  sandbox=http://127.0.0.1:$sandbox_port/sandbox
  bridge=http://127.0.0.1:$bridge_port
}

# --- Processes ---

# start NAME COMMAND...: runs it in the background, with its output in a log of its own.
start() {
  "${@:2}" </dev/null >"$work/$1.log" 2>&1 &
  pids+=($!)
}

# In reverse order: Kannel first, then the bridge, which stops its database.
stop_all() {
  local code=$? at
  trap '' INT TERM
  trap - ERR
  for ((at = ${#pids[@]} - 1; at >= 0; at--)); do
    stop "${pids[at]}"
  done
  stop_database
  if ((code == 0)) && [[ ${KEEP:-} != true ]]; then
    rm -rf "$work"
  else
    rm -rf "$work"/bridge/postgres*
    echo "The logs are in $work" >&2
  fi
  return "$code"
}

stop() {
  kill "$1" 2>/dev/null || return 0
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    kill -0 "$1" 2>/dev/null || break
    sleep "$POLL_SECONDS"
  done
  kill -KILL "$1" 2>/dev/null && echo "Process $1 had to be killed" >&2
  wait "$1" 2>/dev/null || true
}

# Does something only when the bridge did not end by itself.
stop_database() {
  local file
  while read -r file; do
    kill -INT "$(head -n 1 "$file")" 2>/dev/null && echo "The embedded database had to be stopped" >&2
  done < <(find "$work" -name postmaster.pid)
  return 0
}

# await WHAT SECONDS COMMAND...: until the command succeeds, or a process of ours has ended.
await() {
  local deadline=$((SECONDS + $2)) pid
  until "${@:3}"; do
    ((SECONDS < deadline)) || fail "not in $2 s: $1"
    for pid in "${pids[@]}"; do
      kill -0 "$pid" 2>/dev/null || fail "a process ended before: $1"
    done
    sleep "$POLL_SECONDS"
  done
}

listening() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# --- Sandbox and bridge ---

start_sandbox() {
  start sandbox "$java" -Xmx128m -jar "$jar" sandbox --port "$sandbox_port"
  await "sandbox" "$START_SECONDS" succeeds "$sandbox/statistics"
}

start_bridge() {
  DLRBRIDGE_DATABASE_EMBEDDED_DIRECTORY=$work/bridge \
    DLRBRIDGE_PUBLIC_URL=$bridge \
    DLRBRIDGE_BITRIX24_OAUTH_URL=http://127.0.0.1:$sandbox_port/oauth/token/ \
    DLRBRIDGE_BITRIX24_ALLOW_PLAIN_HTTP=true \
    QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$bridge_port \
    DLRBRIDGE_ADMIN_HOST=127.0.0.1 DLRBRIDGE_ADMIN_PORT=$inside_port \
    QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT=$management_port \
    start bridge "$java" -Xmx256m -jar "$jar"
  await "ready bridge" "$START_SECONDS" succeeds "http://127.0.0.1:$management_port/q/health/ready"
  printf 'header = "Authorization: Bearer %s"\n' "$(<"$work/bridge/admin-token")" >"$work/curlrc"
}

set_up_tenant() {
  local portal channel path=/api/v1/applications/$CLIENT
  portal=$(curl -fsS -X PUT "$sandbox/portals/$MEMBER" --data '{"autoCreate":true}')
  api PUT "$path" '{"clientSecret":"sandbox-secret","title":"Kannel test"}' >/dev/null
  api PUT "$path/portals/$MEMBER" "{$(fields "$portal" clientEndpoint accessToken refreshToken expiresAt \
    applicationToken)}" >/dev/null
  channel=$(api POST "$path/portals/$MEMBER/channels" '{"gateway":"kannel","senderCode":"kannel_test"}')
  callback_url=$(value "$channel" callbackUrl)
  [[ $callback_url == "$bridge"/dlr/kannel/* ]] || fail "no callback URL of the channel"
}

# api METHOD PATH BODY: the body may hold secrets and stands on no command line.
api() {
  curl -fsS -K "$work/curlrc" -X "$1" "http://127.0.0.1:$inside_port$2" -H 'Content-Type: application/json' --data @- <<<"$3"
}

succeeds() {
  curl -fs -o /dev/null --max-time 5 "$1"
}

# fields JSON NAME...: these members of a flat object, as JSON without braces.
fields() {
  local name list=()
  for name in "${@:2}"; do
    list+=("\"$name\":\"$(value "$1" "$name")\"")
  done
  local IFS=,
  echo "${list[*]}"
}

value() {
  sed -n "s/.*\"$2\" *: *\"\([^\"]*\)\".*/\1/p" <<<"$1"
}

# --- Kannel ---

start_kannel() {
  password=$(random_hex 12)
  sed -e "s/@ADMIN_PORT@/$admin_port/" -e "s/@SMSBOX_PORT@/$smsbox_port/" -e "s/@SMSC_PORT@/$smsc_port/" \
    -e "s/@SENDSMS_PORT@/$sendsms_port/" -e "s/@PASSWORD@/$password/" \
    "$root/src/test/kannel/kannel.conf" >"$work/kannel.conf"
  start bearerbox bearerbox -v 1 "$work/kannel.conf"
  await "bearerbox" "$START_SECONDS" listening "$smsbox_port"
  start smsbox smsbox -v 1 "$work/kannel.conf"
  # -m 0: it sends nothing of its own, and takes what bearerbox gives it; a message is demanded all the same.
  start fakesmsc "$fakesmsc" -H 127.0.0.1 -r "$smsc_port" -m 0 "1 2 text none"
  await "Kannel with smsbox and SMSC" "$START_SECONDS" kannel_online
}

kannel_online() {
  local status
  listening "$sendsms_port" || return 1
  status=$(curl -fs --max-time 5 -K - <<<"url = \"http://127.0.0.1:$admin_port/status.txt?password=$password\"") ||
    return 1
  [[ $status == *"smsbox:"*"on-line"* && $status == *"fake[fake]"*"(online"* ]]
}

# The callback URL carries the MESSAGE_ID as its last segment for one half, as the parameter ref for the other.
send_messages() {
  local at id url accepted
  for ((at = 0; at < MESSAGES; at++)); do
    id=$(random_hex 16)
    echo "$id" >>"$work/ids"
    url=$callback_url/$id?
    ((at % 2)) || url="$callback_url?ref=$id&"
    send_request "$at" "${url}type=%d&fid=%F&to=%p&smsc=%i&reply=%A&ts=%T" >>"$work/send"
  done
  accepted=$(curl -sS --max-time 60 -K "$work/send" | grep -c '^202$' || true)
  ((accepted == MESSAGES)) || fail "smsbox took $accepted of $MESSAGES messages"
}

# One request in the syntax of curl's configuration file.
send_request() {
  local field
  (($1 == 0)) || echo next
  echo "url = \"http://127.0.0.1:$sendsms_port/cgi-bin/sendsms\""
  echo "get"
  for field in username=kannel-test "password=$password" from=12345 "to=+49151$((50000000 + $1))" "text=Message $1" \
    dlr-mask=31 "dlr-url=$2"; do
    echo "data-urlencode = \"$field\""
  done
  echo "output = /dev/null"
  echo 'write-out = "%{http_code}\n"'
}

random_hex() {
  od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'
}

# --- Outcome ---

shown() {
  curl -fsS "$sandbox/portals/$MEMBER/messages?format=lines"
}

# How many of the ids sent are shown as delivered.
delivered() {
  shown | sed -n 's/\tdelivered$//p' | sort | comm -12 - <(sort "$work/ids") | wc -l
}

# Two reports for each message, so that nothing is still on its way when the rest is checked.
all_delivered() {
  (($(delivered) == MESSAGES)) && (($(requests accepted) >= 2 * MESSAGES))
}

check_outcome() {
  local lower back hits known
  known=$(shown | wc -l)
  ((known == MESSAGES)) || fail "the portal shows $known messages instead of $MESSAGES"
  lower=$(shown | grep -vc $'\tdelivered$' || true)
  ((lower == 0)) || fail "$lower messages show less than delivered"
  back=$(went_back | wc -l)
  ((back == 0)) || fail "the status of $back messages went back"
  hits=$(limit_hits)
  ((hits == 0)) || fail "$hits limit hits"
  (($(requests quarantined) == 0)) || fail "reports in quarantine"
  check_secrecy
}

# The key in the callback URL is all that proves a report of Kannel genuine.
check_secrecy() {
  local key=${callback_url##*/}
  curl -fsS "http://127.0.0.1:$management_port/q/metrics" >"$work/metrics"
  grep -qF -f - "$work/metrics" <<<"$key" && fail "the callback key stands in the metrics"
  grep -qF -f - "$work/bridge.log" <<<"$key" && fail "the callback key stands in the log"
  rm "$work/metrics"
}

went_back() {
  curl -fsS "$sandbox/portals/$MEMBER/messages?limit=$MESSAGES" | grep -o '"wentBack" *: *true' || true
}

limit_hits() {
  curl -fsS "$sandbox/portals/$MEMBER/statistics" | sed -n 's/.*"limitHits" *: *\([0-9]*\).*/\1/p'
}

# requests OUTCOME: delivery report requests that the bridge answered so, by its own metrics.
requests() {
  curl -fsS "http://127.0.0.1:$management_port/q/metrics" |
    awk -v outcome="outcome=\"$1\"" '/^dlrbridge_intake_requests_total/ && index($0, outcome) {sum += $2} END {print sum + 0}'
}

main "$@"
