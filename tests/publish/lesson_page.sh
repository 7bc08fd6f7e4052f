#!/usr/bin/env bash
# A lesson as one page, in Chromium with the network off: figures, covers, questions graded by mouse and keyboard; the same as a SCORM
# package that reports its score to a stub of the platform; and as a handout.
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
lesson=$repo/tests/fixtures/lessons/everything.md
"$program" lesson export "$lesson" -o "$work/page.html" || fail "html"
"$program" lesson export "$lesson" --format scorm -o "$work/page.zip" || fail "scorm"
"$program" lesson export "$lesson" -o "$work/page.pdf" || fail "pdf"

# Helpers in the page: the question's form, its data, an answer given and graded.
helpers='window.form=id=>document.querySelector("[data-question="+id+"]"),window.data=id=>questions[id][state.get(id).variant],window.told=id=>form(id).querySelector("output").className,window.choose=(id,right)=>{const i=data(id).choices.findIndex(each=>each.right===right);form(id).querySelectorAll("input")[i].checked=true;form(id).requestSubmit();return told(id)},1'
if command -v chromium >/dev/null; then
  timeout 200 python3 "$repo/tests/picture/browser.py" "$work/page.html" >"$work/answers" <<COMMANDS || fail "chromium"
wait 2
eval ($helpers,document.querySelectorAll("form fieldset legend").length)
eval [...document.querySelectorAll("iframe")].filter(f=>f.contentDocument.querySelector("svg")).length
eval document.querySelector(".cover .picture").shadowRoot.querySelector("svg").clientWidth>100&&document.querySelector("iframe").hidden
eval document.querySelector("[data-after=window-value]").hidden
eval choose("output-size",false)
eval form("output-size").querySelector("output").textContent
eval (image=>image.shadowRoot.querySelector("svg").clientWidth>100&&image.ariaLabel.length>20&&image.role==="img")(form("output-size").querySelector("output .picture"))
eval choose("output-size",true)
eval form("output-size").querySelector("output").textContent
eval (form("window-value").querySelector("input").value=data("window-value").answer.replace("-","−"),form("window-value").requestSubmit(),!document.querySelector("[data-after=window-value]").hidden)
eval document.querySelector(".cover").hidden&&!document.querySelector("iframe").hidden&&document.querySelector("iframe").clientHeight>100
eval ([...form("who-feeds").querySelectorAll("input")].forEach(box=>box.checked=true),form("who-feeds").requestSubmit(),told("who-feeds"))
eval ([...form("who-feeds").querySelectorAll("input")].forEach(box=>box.checked=data("who-feeds").answer.split(" ").includes(box.value)),form("who-feeds").requestSubmit(),told("who-feeds"))
eval (form("work-on-zeros").querySelector("input").value=data("work-on-zeros").answer,form("work-on-zeros").requestSubmit(),told("work-on-zeros"))
eval ([...form("name").querySelectorAll("button")].find(b=>b.textContent==="Show the answer").click(),told("name"))
eval document.getElementById("score").textContent
eval (before=>{[...form("output-size").querySelectorAll("button")].find(b=>b.textContent==="Other numbers").click();return before!==form("output-size").textContent})(form("output-size").textContent)
eval form("rows-gone").querySelector("input").focus()
key  
key Enter
eval ["right","wrong"].includes(told("rows-gone"))
eval form("rows-gone").querySelector("output").getAttribute("aria-live")
faults
COMMANDS
  python3 "$repo/tests/publish/lesson_page.py" "$work/answers" || fail "the page: $(cat "$work/answers")"

  # SCORM 1.2: the page finds the platform's API in the window around it.
  mkdir "$work/scorm" && python3 -m zipfile -e "$work/page.zip" "$work/scorm" || fail "unzip"
  xmllint --noout "$work/scorm/imsmanifest.xml" || fail "manifest"
  cat >"$work/scorm/platform.html" <<'HTML'
<!DOCTYPE html><script>
const calls = [], values = {"cmi.core.lesson_status": "not attempted"};
window.API = {LMSInitialize: () => (calls.push("initialize"), "true"), LMSFinish: () => (calls.push("finish"), "true"),
  LMSGetValue: name => values[name] ?? "", LMSSetValue: (name, value) => (values[name] = value, "true"), LMSCommit: () => "true"};
</script><iframe src="index.html" style="width:900px;height:600px"></iframe>
HTML
  # In one file, since pages on disk may not look into each other.
  python3 - "$work/scorm" <<'PYTHON'
import html, pathlib, sys
folder = pathlib.Path(sys.argv[1])
page = (folder / "index.html").read_text(encoding="utf-8")
outer = (folder / "platform.html").read_text(encoding="utf-8").replace('src="index.html"', f'srcdoc="{html.escape(page)}"')
(folder / "platform.html").write_text(outer, encoding="utf-8")
PYTHON
  timeout 200 python3 "$repo/tests/picture/browser.py" "$work/scorm/platform.html" >"$work/scorm_answers" <<COMMANDS || fail "chromium"
wait 2
eval [calls.join(),values["cmi.core.lesson_status"]].join(" ")
eval document.querySelector("iframe").contentWindow.eval(\`$helpers,choose("output-size",true)\`)
eval [values["cmi.core.score.raw"],values["cmi.core.score.max"],values["cmi.core.lesson_status"]].join(" ")
eval document.querySelector("iframe").contentWindow.eval(\`[...document.querySelectorAll("form")].forEach(f=>[...f.querySelectorAll("button")].find(b=>b.textContent==="Show the answer").click())\`),values["cmi.core.lesson_status"]
eval calls.join()
eval (document.querySelector("iframe").remove(),calls.join())
COMMANDS
  printf 'true\n"initialize incomplete"\n"right"\n"8 100 incomplete"\n"completed"\n"initialize"\n"initialize,finish"\n' | diff - "$work/scorm_answers" || fail "SCORM"
fi

pages=$(pdfinfo "$work/page.pdf" | sed -n 's/^Pages: *//p')
[ "${pages:-0}" -ge 3 ] || fail "the handout has ${pages:-no} pages"
text=$(pdftotext -layout "$work/page.pdf" -)
for words in "The window slides" "Which parameters turn 4 × 4 into 7 × 7?" "Key"; do
  grep -qF "$words" <<<"$text" || fail "the handout lacks: $words"
done
grep -qF "Ask who has 7" <<<"$text" && fail "the handout gives the speaker's notes away"

# Fonts and the player stand in a page once, its figures are deflated: 4.5 to 5 MB without that.
for name in article channels; do
  for language in en zh; do
    "$program" lesson export --language $language $name -o "$work/own.html" || fail "$name in $language"
    size=$(stat -c %s "$work/own.html")
    [ "$size" -lt 700000 ] || fail "$name in $language has $size bytes"
    grep -qE '<link |src="(https?:)?//' "$work/own.html" && fail "$name in $language fetches something"
  done
done

"$program" lesson export "$lesson" -o "$work/x.doc" 2>"$work/err"
[ $? -eq 2 ] || fail "an unknown ending: exit status"
printf '# T\n' >"$work/bad.md"
"$program" lesson export "$work/bad.md" -o "$work/x.html" 2>"$work/err"
[ $? -eq 1 ] && [ ! -e "$work/x.html" ] || fail "a lesson with mistakes"

[ $failures -eq 0 ] && echo "the page asks and grades"
[ $failures -eq 0 ]
