#!/usr/bin/env bash
# Mutation testing of one room of the core: each mutant is a small fault put into the code, which some test must notice. Fails below a score of 85 %.
#   tests/mutate.sh Pipelines                        one of Pipelines, Qualification, Leads, Conversion, Probabilities, Forecasting
#   tests/mutate.sh Conversion 'Conversion/Fields/*.cs'   some files of it
# The room's own tests judge it, those of the rooms that live on it, of the public face, and the examples of refusals and facts. Laws run on 20 cases each, on the seed that CI has, so that a mutant is judged on the
# same cases as the code. What reads only sources and names is left out, and so is what takes a second or more (marked Pace=slow): a mutant that nothing finds is run through all that is left.
set -euo pipefail
cd "$(dirname "$0")/.."
room=${1:?name a room}
export CRMCORE_CASES=${CRMCORE_CASES:-20} CRMCORE_LAW_SEED=${CRMCORE_LAW_SEED:-20261123,20261123}
dotnet tool restore >/dev/null
case $room in
  Pipelines) judges=(Pipelines Opportunities Migrations) ;;
  Leads) judges=(Leads Pools Assignment Merging Conversion Privacy InMemory) ;;
  Conversion) judges=(Conversion Customers InMemory) ;;
  Qualification) judges=(Qualification Conversion) ;;
  Forecasting) judges=(Forecasting Health) ;;
  *) judges=("$room") ;;
esac
tests=$(printf 'FullyQualifiedName~CrmCore.Tests.%s.|' "${judges[@]}")
out=$PWD/StrykerOutput/$room
config=$(mktemp --suffix .json)
trap 'rm -f "$config"' EXIT
cat > "$config" <<JSON
{
  "stryker-config": {
    "project": "CrmCore.csproj",
    "concurrency": ${CRMCORE_MUTANTS_AT_ONCE:-1},
    "coverage-analysis": "perTest",
    "configuration": "Release",
    "test-case-filter": "(${tests}FullyQualifiedName~CrmCore.Tests.Architecture.|FullyQualifiedName~RefusedOperationTests|FullyQualifiedName~FactTests)&FullyQualifiedName!~RoomTests&FullyQualifiedName!~SourceTests&FullyQualifiedName!~DocumentationTests&FullyQualifiedName!~MavenTests&Pace!=slow",
    "reporters": [ "json", "html", "cleartext", "progress" ],
    "thresholds": { "high": 95, "low": 85, "break": 85 },
    "ignore-mutations": [ "string" ],
    "ignore-methods": [ "ConfigureAwait" ]
  }
}
JSON
cd tests/CrmCore.Tests
dotnet stryker --config-file "$config" --mutate "**/${2:-$room/**/*.cs}" --output "$out"
