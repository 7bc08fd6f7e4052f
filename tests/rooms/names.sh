#!/usr/bin/env bash
# No two headers define a type of one name: both would be linked into the window, and the program would be wrong in ways that
# no compiler tells (the one-definition rule). All headers share one namespace, and its types begin at the line's start.
set -u
cd "${CONVOSCOPE_SOURCE_DIR:?}" || exit 1
twice=$(find core app -name '*.h' -exec grep -HoE '^(class|struct|union|enum( class)?) [A-Za-z_]+( final)?( *:[^{;]*)? *\{' {} + |
  sed -E 's/^([^:]+):(class|struct|union|enum( class)?) ([A-Za-z_]+).*/\4 \1/' | sort |
  awk '{ files[$1] = files[$1] " " $2; count[$1]++ } END { for (name in count) if (count[name] > 1) print name ":" files[name] }')
if [ -n "$twice" ]; then
  printf 'FAIL: types of one name in several headers\n%s\n' "$twice"
  exit 1
fi
echo "every type has a name of its own"
