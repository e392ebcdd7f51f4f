#!/bin/bash
# Try deploy/Caddyfile for real: a new magazine behind Caddy on ports of this machine alone, with a certificate of Caddy's
# own authority. Looks at https, the way from http to https, the visitor's address, and the first run from elsewhere.
# Needs caddy and curl; MASTHEAD names the command to try (masthead).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
masthead=${MASTHEAD:-masthead}
folder=$(mktemp -d)
server="" caddy=""

finish() {
    status=$?
    for process in $caddy $server; do kill -TERM "$process" 2>/dev/null && wait "$process" 2>/dev/null || true; done
    if [ "$status" != 0 ]; then
        for log in masthead caddy; do echo "--- $log said:"; tail -n 30 "$folder/$log.log"; done >&2 2>/dev/null || true
    fi
    rm -rf "$folder"
    exit "$status"
}
trap finish EXIT

for program in caddy curl "$masthead"; do
    command -v "$program" >/dev/null || { echo "$program is not installed." >&2; exit 77; }
done

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
http=$(free_port) https=$(free_port) inside=$(free_port)
site="https://localhost:$https"

step() { printf '%s ... ' "$1"; }
expect() { # what was wanted, what came
    [ "$1" = "$2" ] || { echo "no: wanted $1, got $2" >&2; exit 1; }
}
await() { # a command that succeeds within four minutes, on a machine with much else to do
    for _ in $(seq 480); do "$@" && return; sleep 0.5; done
    echo "waited in vain for: $*" >&2
    return 1
}

"$masthead" init "$folder/magazine" --address "$site" >/dev/null
(cd "$folder/magazine" && exec "$masthead" serve --port "$inside" --access-log) >"$folder/masthead.log" 2>&1 &
server=$!
await grep -q "Masthead is serving" "$folder/masthead.log"

# The file as it is shipped, with ports, names and an authority for this trial.
cat >"$folder/Caddyfile" <<CADDY
{
	admin off
	default_bind 127.0.0.1
	http_port $http
	https_port $https
	local_certs
	skip_install_trust
	storage file_system $folder/caddy
	log {
		output file $folder/caddy.log
	}
}
import $here/Caddyfile
CADDY
MAGAZINE_HOST=localhost MAGAZINE_UPSTREAM=127.0.0.1:$inside HOME="$folder" \
    caddy run --config "$folder/Caddyfile" --adapter caddyfile >>"$folder/caddy-out.log" 2>&1 &
caddy=$!
authority="$folder/caddy/pki/authorities/local/root.crt"
await test -s "$authority"
ask() { curl --silent --show-error --cacert "$authority" --max-time 30 "$@"; }
await ask --output /dev/null "$site/healthz"

step "https answers with a certificate that is checked"
expect 200 "$(ask -o /dev/null -w '%{http_code}' "$site/healthz")"
expect 0 "$(ask -o /dev/null -w '%{ssl_verify_result}' "$site/healthz")"
echo yes

step "the first page is the first run"
expect 200 "$(ask -L -o "$folder/page.html" -w '%{http_code}' "$site/")"
grep -q 'name="look"' "$folder/page.html"
echo yes

step "http leads to https"
found=$(curl --silent -o /dev/null -w '%{http_code} %{redirect_url}' "http://localhost:$http/articles/?a=b")
expect "308 https://localhost/articles/?a=b" "$found" # without a port: in earnest it is 443
echo yes

step "the site says that browsers must come by https from now on"
ask -o /dev/null -D "$folder/headers" "$site/setup/"
grep -qi '^strict-transport-security: max-age=31536000' "$folder/headers"
echo yes

step "pages are squeezed"
ask -o /dev/null -D "$folder/headers" -H 'Accept-Encoding: gzip' "$site/setup/"
grep -qi '^content-encoding: gzip' "$folder/headers"
echo yes

step "the visitor's address is theirs, not the proxy's and not one they made up"
ask --interface 127.0.0.2 --resolve "localhost:$https:127.0.0.1" -H 'X-Forwarded-For: 203.0.113.66' -o /dev/null "$site/who-asks"
await grep -q "who-asks" "$folder/masthead.log"
grep "who-asks" "$folder/masthead.log" | grep -q " 127\.0\.0\.2 https "
expect 0 "$(grep -c "203\.0\.113\.66" "$folder/masthead.log" || true)"
echo yes

step "from elsewhere the first run needs the code, and then founds the magazine"
code=$(sed -n 's/.*code that the page asks for: //p' "$folder/masthead.log")
answers=(-H "Origin: $site" --data-urlencode "name=Behind Caddy" --data language=en --data look=quiet
    --data-urlencode "owner_name=Petra Vance" --data email=petra@magazine.example
    --data-urlencode "password=a heron stands still" --data-urlencode "password_again=a heron stands still")
expect 422 "$(ask -o /dev/null -w '%{http_code}' "${answers[@]}" "$site/setup/")"
expect 303 "$(ask -o /dev/null -D "$folder/headers" -w '%{http_code}' "${answers[@]}" --data "code=$code" "$site/setup/")"
grep -i '^set-cookie: masthead_session=' "$folder/headers" | grep -qi '; secure'
expect 200 "$(ask -o /dev/null -w '%{http_code}' "$site/")"
expect 404 "$(ask -o /dev/null -w '%{http_code}' "$site/setup/")"
echo yes

step "a name that is not ours is refused"
expect 400 "$(curl --silent -o /dev/null -w '%{http_code}' -H 'Host: elsewhere.example' "http://127.0.0.1:$inside/")"
echo yes

echo "Caddy in front of Masthead works as docs/operators/install.md says."
