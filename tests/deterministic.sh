#!/usr/bin/env bash
# Packs the last commit twice, in two folders of different names, and compares the packages byte by byte. NuGet gives the file of core properties a random name; that file is left out.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for build in first another-and-longer; do
  git clone --quiet . "$work/$build"
  (cd "$work/$build" && CI=true dotnet pack CrmCore.sln --configuration Release --output "$work/$build-packages" --nologo --verbosity quiet)
  for package in "$work/$build-packages"/*; do
    mkdir -p "$work/$build-content/$(basename "$package")"
    unzip -q "$package" -d "$work/$build-content/$(basename "$package")" -x 'package/services/*' '_rels/*'
  done
done
diff -r "$work/first-content" "$work/another-and-longer-content"
echo "$(find "$work/first-content" -type f | wc -l) files in $(ls "$work/first-content" | wc -l) packages, alike in both builds."
