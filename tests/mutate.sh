#!/usr/bin/env bash
# Mutation testing of one room of the core: each mutant is a small fault put into the code, which some test must notice. Fails below a score of 85 %.
#   tests/mutate.sh Pipelines                        one of Pipelines, Qualification, Leads, Conversion, Probabilities, Forecasting
#   tests/mutate.sh Conversion 'Conversion/Fields/'   some files of it: those whose path matches
#   CRMCORE_MUTANTS_EVERY=5 tests/mutate.sh Probabilities   one mutant of five
# Stryker makes the mutants of the last commit, once for all rooms; tests/Mutants tries them (docs/decisions/mutants-in-one-process.md). A run that was stopped goes on where it was.
# The room's own tests judge it, those of the rooms that live on it, the rules of values and JSON forms, and the examples of refusals and facts. Laws run on few cases each, on the seed that CI has, so that a
# mutant is judged on the same cases as the code; tests that take more than a second are left out.
set -euo pipefail
cd "$(dirname "$0")/.."
room=${1:?name a room}
export CRMCORE_CASES=${CRMCORE_CASES:-10} CRMCORE_LAW_SEED=${CRMCORE_LAW_SEED:-20261123,20261123}
case $room in
  Pipelines) judges=(Pipelines Opportunities Migrations) ;;
  Leads) judges=(Leads Pools Assignment Merging Conversion Privacy InMemory) ;;
  Conversion) judges=(Conversion Customers InMemory) ;;
  Qualification) judges=(Qualification Conversion) ;;
  Forecasting) judges=(Forecasting Health) ;;
  *) judges=("$room") ;;
esac
tests="^CrmCore\.Tests\.($(printf '%s\.|' "${judges[@]}")Architecture\.(Equality|JsonForm)Tests|RefusedOperationTests|FactTests)"

made=$PWD/TestResults/mutants
commit=$(git rev-parse HEAD)

make_mutants() {
  rm -rf "$made"
  mkdir -p "$made/stub"
  git clone --quiet . "$made/tree"
  # Stryker writes the list of its mutants before it tries any only for a browser, of which this one shows nothing.
  printf '#!/bin/sh\n' > "$made/stub/xdg-open"
  chmod +x "$made/stub/xdg-open"
  cat > "$made/stryker.json" <<JSON
{
  "stryker-config": {
    "project": "CrmCore.csproj",
    "configuration": "Release",
    "concurrency": 1,
    "mutate": [ "**/Pipelines/**/*.cs", "**/Qualification/**/*.cs", "**/Leads/**/*.cs", "**/Conversion/**/*.cs", "**/Probabilities/**/*.cs", "**/Forecasting/**/*.cs" ],
    "test-case-filter": "FullyQualifiedName~No_file_is_longer",
    "reporters": [ "html" ],
    "ignore-mutations": [ "string" ],
    "ignore-methods": [ "ConfigureAwait" ]
  }
}
JSON
  dotnet tool restore >/dev/null
  (cd "$made/tree/tests/CrmCore.Tests" && PATH="$made/stub:$PATH" exec dotnet stryker --config-file "$made/stryker.json" --output "$made/stryker" --open-report:html) > "$made/stryker.log" 2>&1 &
  local stryker=$!
  until grep -q 'mutants will be tested' "$made/stryker.log"; do
    kill -0 "$stryker" 2>/dev/null || { cat "$made/stryker.log" >&2; exit 1; }
    sleep 1
  done
  until [ -s "$made/stryker/reports/mutation-report.html" ]; do sleep 1; done
  sleep 2
  cp -r "$made/tree/tests/CrmCore.Tests/bin/Release/net10.0" "$made/bin"
  pkill -P "$stryker" || true
  kill "$stryker" 2>/dev/null || true
  wait "$stryker" 2>/dev/null || true
  dotnet build tests/Mutants --configuration Release --output "$made/mutants" --nologo --verbosity quiet
  echo "$commit" > "$made/commit"
}

[ "$(cat "$made/commit" 2>/dev/null)" = "$commit" ] || make_mutants
dotnet "$made/mutants/Mutants.dll" "$made/bin" "$made/stryker/reports/mutation-report.html" "/CrmCore/${2:-$room/}" "$tests" "${CRMCORE_MUTANTS_EVERY:-1}" "$made/$room"
