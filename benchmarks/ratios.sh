#!/usr/bin/env bash
# Runs benchmarks, and holds each against the baseline of its class by ratio.
#   benchmarks/ratios.sh check                  those that CI runs; fails where one became slower or allocates more than benchmarks/results/ratios.json says
#   benchmarks/ratios.sh check '*Forecast*'     others, by BenchmarkDotNet's filters
#   benchmarks/ratios.sh keep '*Forecast*'      writes what was measured into that file
# A time may grow by half; CRMCORE_RATIO_TOLERANCE says by which factor else. Bytes may grow by a tenth.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:?check or keep}
shift
[ $# -gt 0 ] || set -- '*MoveBenchmarks*' '*VerdictBenchmarks*' '*QuestionBenchmarks*'
run=$PWD/TestResults/ratios
rm -rf "$run"
mkdir -p "$run"
dotnet build benchmarks/CrmCore.Benchmarks -c Release --nologo --verbosity quiet
program=benchmarks/CrmCore.Benchmarks/bin/Release/net10.0/CrmCore.Benchmarks.dll
dotnet "$program" -i --job short --exporters json --artifacts "$run" --filter "$@" > "$run/log.txt" || { tail -n 40 "$run/log.txt" >&2; exit 1; }
if [ "$what" = keep ]; then
  dotnet "$program" ratios keep "$run" benchmarks/results/ratios.json
else
  dotnet "$program" ratios check "$run" benchmarks/results/ratios.json "${CRMCORE_RATIO_TOLERANCE:-1.5}"
fi
