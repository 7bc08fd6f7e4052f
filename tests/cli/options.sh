#!/usr/bin/env bash
# options PROGRAM: every option about how a picture is written, in every format: it changes the file, or is refused in one line that
# says which formats have a place for it.
set -u
program=$(realpath "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
numbers=(export conv --input 2x3 --kernel 2) # two steps
layer=("${numbers[@]}" --view maps)
failures=0
fail() {
  echo "FAIL  $*"
  failures=$((failures + 1))
}
# Without the scene that the file carries along, which says what was asked for, and the names that are made of it.
drawn() { sed -e '/<metadata>/,/<\/metadata>/d' -e '/convoscope-scene/,/^}/d' -e 's/c[0-9a-f]\{8\}-//g' "$1"; }
same() {
  case $1 in
    *.svg | *.html) cmp -s <(drawn "$1") <(drawn "$2") ;;
    *) cmp -s "$1" "$2" ;;
  esac
}
# FORMATS OPTION...: those that take the option; all others refuse it.
takes() {
  local wanted=" $1 " format lines
  shift
  for format in png svg pdf tex gif apng webp mp4 webm html xlsx; do
    rm -f "b.$format"
    local what=("${layer[@]}")
    [ "$format" = xlsx ] && what=("${numbers[@]}")
    "$program" "${what[@]}" "$@" -o "b.$format" 2>err
    local status=$?
    lines=$(wc -l <err)
    case $wanted in
      *" $format "*)
        if [ $status -ne 0 ] || [ "$lines" -ne 0 ]; then
          fail "$format $*: $status, $(cat err)"
        elif same "a.$format" "b.$format"; then
          fail "$format $*: changes nothing"
        fi
        ;;
      *)
        if [ $status -ne 2 ] || [ "$lines" -ne 1 ] || [ -e "b.$format" ]; then
          fail "$format $*: $status, $lines lines, refused is expected"
        elif ! grep -q "^convoscope: error: $1.*\.$format" err; then
          fail "$format $*: $(cat err)"
        fi
        ;;
    esac
  done
}
films="gif apng webp mp4 webm"
all="png svg pdf tex $films html"
for format in $all; do
  "$program" "${layer[@]}" -o "a.$format" || exit 1
done
"$program" "${numbers[@]}" -o a.xlsx || exit 1
# The default, wherever there is one.
for text in "svg embed" "pdf embed" "html embed" "tex plain"; do
  format=${text% *}
  "$program" "${layer[@]}" --text "${text#* }" -o "b.$format"
  cmp "a.$format" "b.$format" || fail "$format --text ${text#* } is not what it is by itself"
  rm "a.$format" # another byte is then a change
  "$program" "${layer[@]}" --text outlines -o "a.$format"
done
takes "svg pdf html" --text embed
takes "svg tex html" --text plain
for format in svg pdf html tex; do "$program" "${layer[@]}" -o "a.$format"; done
takes "svg pdf tex html" --text outlines
takes "png $films" --scale 2
takes "$films html" --fps 2
takes "$films" --hold 2
takes "gif apng webp" --loops 3
takes "$films" --smooth 2
takes "png svg pdf tex gif apng webp webm" --transparent
takes "$all" --size 700x500
takes "$all" --width 85mm
takes "$all" --paper a4
takes "$all" --labels letters
takes "$all" --labels none
takes "$all" --color fine=#123456
takes "$all" --title Other
takes "$all" --plain
takes "$all" --theme dark
takes "$all xlsx" --language zh
takes "$all" --view stack
takes "$all xlsx" --operations transposed
takes "$all" --granularity multiply
takes "$all" --select none
echo "options: $failures failures"
exit "$failures"
