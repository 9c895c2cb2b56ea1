#!/bin/sh
# Makes the cache from which JDK 25 starts (JEP 483, 514, 515): runs the bridge on a database of its own as it will be run,
# with a sandbox in the place of Bitrix24, lets reports come and statuses go, and ends it in order.
#
#   train.sh JAR CACHE [OPTION OF THE VIRTUAL MACHINE...]
#
# The database is named by DLRBRIDGE_DATABASE_URL, _USERNAME and _PASSWORD; JAVA may name the program, PORT the first of
# four ports. The cache works for this virtual machine, these options and these files, at the same place, only.
#
# Quarkus' own means (quarkus.package.jar.aot) records while the build's @QuarkusIntegrationTest run: with the build's virtual
# machine and place, and of what tests do. The image has neither tests nor that machine, so that it records what it will do itself.
set -eu
JAR=$1 CACHE=$2
shift 2
: "${JAVA:=java}" "${PORT:=18080}"
BRIDGE=http://127.0.0.1:$PORT MANAGEMENT=http://127.0.0.1:$((PORT + 1)) SANDBOX=http://127.0.0.1:$((PORT + 2))
MEMBER=0123456789abcdef0123456789abcdef
REPORTS=2000

export DLRBRIDGE_ADMIN_TOKEN=of-the-training-only-0123456789abcdef
export DLRBRIDGE_PUBLIC_URL=$BRIDGE DLRBRIDGE_BITRIX24_ALLOW_PLAIN_HTTP=true
export DLRBRIDGE_BITRIX24_OAUTH_URL=$SANDBOX/oauth/token/ DLRBRIDGE_LIMITS_CHANNEL_REPORTS_PER_SECOND=100000
DLRBRIDGE_ENCRYPTION_KEYSET=$("$JAVA" -jar "$JAR" keyset)
export DLRBRIDGE_ENCRYPTION_KEYSET

sandbox= bridge=
trap 'kill $sandbox $bridge 2>/dev/null || true' EXIT

awaiting() {
  tries=0
  until curl -sf -o /dev/null "$1"; do
    tries=$((tries + 1))
    if [ $tries -gt 900 ]; then
      echo "$1 does not answer" >&2
      exit 1
    fi
    sleep 0.1
  done
}

# api METHOD PATH BODY
api() {
  curl -sSf -X "$1" "http://127.0.0.1:$((PORT + 3))/api/v1$2" -d "$3" \
    -H "Authorization: Bearer $DLRBRIDGE_ADMIN_TOKEN" -H 'Content-Type: application/json'
}

# Of one line of JSON.
field() {
  sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

"$JAVA" -jar "$JAR" sandbox --port $((PORT + 2)) &
sandbox=$!
"$JAVA" "$@" -XX:AOTCacheOutput="$CACHE" -Dquarkus.http.port="$PORT" -Dquarkus.management.port=$((PORT + 1)) \
  -Ddlrbridge.admin.port=$((PORT + 3)) -jar "$JAR" &
bridge=$!
awaiting "$SANDBOX/sandbox/statistics"
awaiting "$MANAGEMENT/q/health/ready"

portal=$(curl -sSf -X PUT "$SANDBOX/sandbox/portals/$MEMBER" -d '{"autoCreate":true,"limit":{"unlimited":true}}')
api PUT /applications/app.sandbox '{"clientSecret":"sandbox-secret","title":"Training"}' >/dev/null
api PUT "/applications/app.sandbox/portals/$MEMBER" "{\"clientEndpoint\":\"$(echo "$portal" | field clientEndpoint)\",
  \"accessToken\":\"$(echo "$portal" | field accessToken)\",\"refreshToken\":\"$(echo "$portal" | field refreshToken)\",
  \"expiresAt\":\"$(echo "$portal" | field expiresAt)\"}" >/dev/null
kannel=$(api POST "/applications/app.sandbox/portals/$MEMBER/channels" '{"gateway":"kannel","senderCode":"one"}' |
  field callbackUrl)
infobip=$(api POST "/applications/app.sandbox/portals/$MEMBER/channels" '{"gateway":"infobip","senderCode":"two"}' |
  field callbackUrl)

# A file of requests for one curl: each report is for another message.
i=0
while [ $i -lt $REPORTS ]; do
  i=$((i + 1))
  printf 'url = "%s/%032x?type=1"\noutput = /dev/null\n' "$kannel" $i
done | curl -sSf --parallel --parallel-max 32 -K -
i=0
while [ $i -lt 200 ]; do
  i=$((i + 1))
  curl -sSf -o /dev/null "$infobip/$(printf %032x $i)" -H 'Content-Type: application/json' \
    -d "{\"results\":[{\"messageId\":\"$i\",\"status\":{\"groupId\":3,\"groupName\":\"DELIVERED\"}}]}"
done
curl -sSf -o /dev/null "$MANAGEMENT/q/metrics"
tries=0
until curl -sf "$SANDBOX/sandbox/portals/$MEMBER/statistics" | grep -Eq '"commands":2[0-9]{3}'; do
  tries=$((tries + 1))
  [ $tries -lt 300 ] || break
  sleep 0.1
done

kill "$bridge"
wait "$bridge" || [ $? -eq 143 ]
bridge=
[ -s "$CACHE" ]
