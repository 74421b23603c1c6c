#!/usr/bin/env bash
# How much of the core the tests run: lines and branches, all test projects that touch it together; fails below 95 % of the lines or 90 % of the branches.
#   tests/coverage.sh                          builds and runs the core's own tests and those of the kit
#   tests/coverage.sh CrmCore.Cli.Tests ...    these as well
#   tests/coverage.sh --report FOLDER          reports what is under a folder already, without running anything
set -euo pipefail
cd "$(dirname "$0")/.."
out=TestResults/coverage
if [ "${1:-}" = --report ]; then
  out=$2
else
  rm -rf "$out"
  for project in CrmCore.Tests CrmCore.Testing.Tests "$@"; do
    dotnet test "tests/$project" --settings tests/coverage.runsettings --collect "Code Coverage" --results-directory "$out/$project"
  done
fi
dotnet tool restore >/dev/null
status=0
dotnet reportgenerator "-reports:$out/**/*.cobertura.xml" "-targetdir:$out" "-reporttypes:TextSummary;Html" -verbosity:Error \
  minimumCoverageThresholds:lineCoverage=95 minimumCoverageThresholds:branchCoverage=90 || status=$?
sed -n '/Line coverage:/,/Total branches/p' "$out/Summary.txt"
exit "$status"
