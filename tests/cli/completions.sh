#!/usr/bin/env bash
# The manual page is clean roff, and the shells complete what they are asked.
set -u
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

for language in en zh; do
  "$program" help --format man --language $language >convoscope.$language.1 || fail "no manual in $language"
  if command -v mandoc >/dev/null; then
    # A date and a section of its own name are left out on purpose.
    mandoc -T lint -W warning convoscope.$language.1 | grep -vE 'missing date|unterminated|NAME' && fail "mandoc warns of the manual in $language"
  fi
done
if command -v man >/dev/null; then
  MANWIDTH=100 man -l convoscope.en.1 2>/dev/null | col -b >manual.txt
  for wanted in 'EXIT STATUS' '--output-padding A|AH,AW' '-o, --output FILE' 'convoscope export -o article.svg'; do
    grep -qF -- "$wanted" manual.txt || fail "the manual does not show: $wanted"
  done
fi

# asked SHELL LINE: the words that complete the last one, sorted, on one line.
asked() {
  case $1 in
    bash)
      bash --norc -c '
        source completion.bash
        read -ra COMP_WORDS <<<"${1//=/ = }"
        [[ $1 == *" " ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _convoscope
        printf "%s\n" "${COMPREPLY[@]}"' bash "$2"
      ;;
    # Newer versions of fish name what merely contains the word, too, and show it where nothing begins with the word.
    fish)
      fish --no-config -c '
        source completion.fish
        for found in (complete -C $argv[1])
          string match -q -- $argv[2]"*" $found; and echo $found
        end' -- "$2" "${2##* }" | cut -f 1
      ;;
  esac | sort | xargs
}
# completes LINE WORD...: every shell offers exactly these.
completes() {
  local line=$1 found
  shift
  for shell in "${shells[@]}"; do
    found=$(asked "$shell" "$line")
    # fish completes a whole "--option=value".
    found=${found//--*=/}
    [ "$found" = "$(printf '%s\n' "$@" | sort | xargs)" ] || fail "$shell, \"$line\": $found"
  done
}

touch one.convo two.npy
"$program" help --format bash >completion.bash || fail "no completion for bash"
"$program" help --format fish >completion.fish || fail "no completion for fish"
"$program" help --format zsh >_convoscope || fail "no completion for zsh"
shells=(bash)
if command -v fish >/dev/null; then shells+=(fish); fi
completes 'convoscope exp' explain export
completes 'convoscope export --vi' --view
completes 'convoscope export --view sta' stack
completes 'convoscope export --view=sta' stack
completes 'convoscope matrix --format ' csv json latex markdown text
completes 'convoscope shape --padding-mode re' reflect replicate
completes 'convoscope shape conv --ceil' --ceil-mode
completes 'convoscope presets --co'
completes 'convoscope --screensh' --screenshot
completes 'convoscope compute --input tw' two.npy
completes 'convoscope export conv-' conv-transpose
completes 'convoscope export on' one.convo
completes 'convoscope help sna' 
completes 'convoscope help sni' snippet
completes 'convoscope export --stride '

if command -v zsh >/dev/null; then
  zsh -n _convoscope || fail "zsh cannot read its completion"
  # A shell of its own, as at a terminal: what is listed for "--view " and a Tab.
  zsh -f -c '
    zmodload zsh/zpty
    zpty shell zsh -f -i
    read_until() { local text=; while [[ $text != *$1* ]] && zpty -r -t shell chunk || { sleep 0.1; (( ++waited < 100 )); }; do text+=$chunk; chunk=; [[ $text == *$1* ]] && break; done; print -r -- $text; }
    zpty -w shell "PROMPT=; autoload -Uz compinit; compinit -u -D; fpath=(. \$fpath); source ./_convoscope; LISTMAX=0; print re\ady"
    read_until ready >/dev/null
    zpty -w -n shell "convoscope export --view "$'"'\\t\\t'"'
    sleep 1
    read_until overlap
    sleep 1
    while zpty -r -t shell chunk; do print -r -- $chunk; done
  ' >listed.txt 2>&1
  for view in maps connections lockstep overlap; do grep -q $view listed.txt || fail "zsh does not list $view"; done
fi

[ "$failures" = 0 ] || exit 1
