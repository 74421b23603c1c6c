#!/usr/bin/env bash
# Renders every Mermaid diagram of the documentation as a PNG under TestResults/diagrams, to be looked at; fails where one is not understood.
# Needs npm and a Chromium: the one that CHROMIUM names, or that is on the path.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/TestResults/diagrams
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)} || { echo "Name a Chromium in CHROMIUM." >&2; exit 2; }
rm -rf "$out"
mkdir -p "$out"
printf '{ "executablePath": "%s", "args": [ "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync" ] }' "$chromium" > "$out/puppeteer.json"
PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$out/tool" --no-audit --no-fund --silent @mermaid-js/mermaid-cli@12.2.0
status=0
while read -r page; do
  name=$(echo "${page%.md}" | tr / -)
  "$out/tool/node_modules/.bin/mmdc" --quiet --puppeteerConfigFile "$out/puppeteer.json" --scale 2 --input "$page" --output "$out/$name.md" --outputFormat png || { echo "$page: not understood" >&2; status=1; }
done < <(git grep -l --fixed-strings '```mermaid' -- '*.md')
ls "$out"/*.png
exit "$status"
