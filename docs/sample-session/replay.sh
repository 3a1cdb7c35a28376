#!/usr/bin/env bash
# Sends a recorded posthog-js session (nine seconds, two pages) to a server, as a browser would.
#
#   docs/sample-session/replay.sh http://127.0.0.1:8000 phc_yourProjectToken
#
# The session is from 2026-11-23: a server drops data older than ZOETROPE_CAPTURE_MAX_AGE (7d by
# default), so start yours with ZOETROPE_CAPTURE_MAX_AGE=0 to try it.
set -euo pipefail
url=${1:?usage: replay.sh <server url> <project token>}
token=${2:?usage: replay.sh <server url> <project token>}
cd "$(dirname "$0")"
for body in *.gz; do
  case $body in *-s.gz) path=/s/ ;; *) path=/i/v0/e/ ;; esac
  gunzip -c "$body" | LC_ALL=C sed "s/phc_fixtureProjectToken0000000000000000000000001/$token/g" | gzip -c |
    curl --fail-with-body -sS -H 'Content-Type: text/plain' --data-binary @- "${url%/}$path"
  echo "  $path $body"
done
