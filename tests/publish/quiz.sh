#!/usr/bin/env bash
# Questions as CSV, Moodle XML and QTI: answered again by a script from their own words; the same in every format and on every run.
set -u
program=$1
repo=${CONVOSCOPE_SOURCE_DIR:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
  echo "FAIL: $*"
  failures=$((failures + 1))
}

quiz() { "$program" quiz "$@" || fail "quiz $*"; }

for lesson in "$repo/tests/fixtures/lessons/everything.md" "$repo"/assets/lessons/en/*.md; do
  for format in csv moodle qti; do
    quiz "$lesson" --seed 7 --copies 12 --format $format -o "$work/quiz.$format"
  done
  python3 "$repo/tests/publish/quiz_check.py" "$work/quiz.csv" "$work/quiz.moodle" "$work/quiz.qti" || fail "$lesson"
  xmllint --noout "$work/quiz.moodle" || fail "$lesson: Moodle XML is not well formed"
done

everything=$repo/tests/fixtures/lessons/everything.md
quiz "$everything" --seed 7 --student s1 -o "$work/one.csv"
quiz "$everything" --seed 7 --student s1 -o "$work/again.csv"
quiz "$everything" --seed 7 --student s2 -o "$work/other.csv"
cmp "$work/one.csv" "$work/again.csv" || fail "the same student gets other questions"
cmp -s "$work/one.csv" "$work/other.csv" && fail "two students get the same questions"
quiz "$everything" --seed 7 --student s1 -o "$work/one.zip"
quiz "$everything" --seed 7 --student s1 -o "$work/again.zip"
cmp "$work/one.zip" "$work/again.zip" || fail "the same package is not the same file"

# Thirty sheets of a lesson, no two of them alike.
quiz "$everything" --seed 3 --copies 30 -o "$work/sheets.csv"
python3 - "$work/sheets.csv" <<'PYTHON' || fail "sheets are alike"
import csv, collections, sys
sheets = collections.defaultdict(list)
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    sheets[row["id"][-2:]].append((row["question"], row["choices"], row["answer"]))
assert len(sheets) == 30 and len({tuple(sheet) for sheet in sheets.values()}) == 30
PYTHON

refused() { # STATUS ARGUMENTS...: that exit status, one line, no file
  local wanted=$1
  shift
  "$program" quiz "$@" >"$work/out" 2>"$work/err"
  [ $? -eq "$wanted" ] || fail "quiz $*: exit status"
  [ "$(wc -l <"$work/err")" -eq 1 ] || fail "quiz $*: $(cat "$work/err")"
}
refused 1 "$work/gone.md" -o "$work/x.csv"
refused 2 "$everything"
refused 2 "$everything" -o "$work/x.doc"
refused 2 "$everything" --format word -o "$work/x"
refused 2 "$everything" --copies 0 -o "$work/x.csv"
refused 2 "$everything" --seed x -o "$work/x.csv"
refused 2 "$everything" --format qti -o -
printf '# T\n' >"$work/bad.md"
refused 1 "$work/bad.md" -o "$work/x.csv"
[ -e "$work/x.csv" ] && fail "a refused request has left a file"

[ $failures -eq 0 ] && echo "all questions have their answers"
[ $failures -eq 0 ]
