#!/usr/bin/env bash
# deb.sh PROGRAM: the package for Debian and the archive hold what they should, and what is unpacked from them runs by its
# own files alone and writes the bytes that the built program writes. Nothing is built. Skipped (77) where a tool is missing.
set -u
program=$1
build=$CONVOSCOPE_BUILD_DIR source=$CONVOSCOPE_SOURCE_DIR
for tool in cpack dpkg-deb dpkg-shlibdeps file; do
  command -v $tool >/dev/null || { echo "skipped: $tool is not installed (Debian, Ubuntu: cmake, dpkg-dev, file)"; exit 77; }
done
# What was compiled for finding mistakes is not packed, and without a window there is no menu entry.
grep -q '^CMAKE_BUILD_TYPE:STRING=Rel' "$build/CMakeCache.txt" && grep -q '^CONVOSCOPE_GUI:BOOL=ON' "$build/CMakeCache.txt" || exit 77
[ -f "$build/help/share/man/man1/convoscope.1" ] || { echo "skipped: the manual is not built"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}
# packed KIND: cpack says why where it fails.
packed() {
  cpack --config "$build/CPackConfig.cmake" -G "$1" -B "$work/$1" >"$work/$1.log" 2>&1 && return
  cat "$work/$1.log"
  exit 1
}

packed DEB
debs=("$work"/DEB/convoscope_*_*.deb)
dpkg-deb -x "${debs[0]}" "$work/root" || exit 1
usr=$work/root/usr
while read -r file; do
  [ -s "$usr/$file" ] || fail "the package has no usr/$file"
done <<'FILES'
bin/convoscope
share/applications/convoscope.desktop
share/icons/hicolor/scalable/apps/convoscope.svg
share/mime/packages/convoscope.xml
share/man/man1/convoscope.1.gz
share/man/zh_CN/man1/convoscope.1.gz
share/bash-completion/completions/convoscope
share/fish/vendor_completions.d/convoscope.fish
share/zsh/vendor-completions/_convoscope
share/doc/convoscope/copyright
share/doc/convoscope/changelog.gz
share/convoscope/assets/languages/zh.json
share/convoscope/assets/lessons/en/article.md
share/convoscope/assets/themes/dark.json
share/convoscope/assets/notebook/convoscope.py
share/convoscope/shaders/common.vert
FILES
[ ! -e "$usr/share/convoscope/assets/pictures" ] || fail "the package has README's pictures"
extra=$(cd "$work/root" && find . -type f ! -path './usr/bin/convoscope' ! -path './usr/share/*')
[ -z "$extra" ] || fail "the package has files elsewhere: $extra"
extra=$(grep -rlE '^#!' "$usr/share")
[ -z "$extra" ] || fail "the package has programs among its data: $extra"
grep -q 'No licence has been chosen yet' "$usr/share/doc/convoscope/copyright" || fail "the notice does not say that there is no licence yet"

# It needs what the program is linked with, and what it finds by name.
depends=$(dpkg-deb -f "${debs[0]}" Depends)
for library in libc6 libfontconfig1 libcairo2 libgl1 libegl1 fonts-wqy-microhei; do
  [[ ", $depends," =~ ,\ ${library}[\ ,] ]] || fail "the package does not depend on $library: $depends"
done
! command -v lintian >/dev/null || lintian --fail-on error "${debs[0]}" >"$work/lintian" 2>&1 || { cat "$work/lintian"; fail "lintian finds errors"; }

# The menu's entry opens scene files, with an icon that is there.
entry=$usr/share/applications/convoscope.desktop
! command -v desktop-file-validate >/dev/null || desktop-file-validate "$entry" || fail "the menu entry is not valid"
type=$(sed -n 's/^MimeType=\(.*\);$/\1/p' "$entry")
grep -q "<mime-type type=\"$type\">" "$usr/share/mime/packages/convoscope.xml" || fail "the entry's type of file is not described"
[ -e "$usr/share/icons/hicolor/scalable/apps/$(sed -n 's/^Icon=//p' "$entry").svg" ] || fail "the entry's icon is missing"
if command -v update-mime-database >/dev/null; then
  export XDG_DATA_HOME="$work/data"
  mkdir -p "$work/data/mime/packages" && cp "$usr/share/mime/packages/convoscope.xml" "$work/data/mime/packages"
  update-mime-database "$work/data/mime" 2>&1 | grep -v '^$' && fail "the type of scene files is not valid"
  grep -q "^$type:\*.convo$" "$work/data/mime/globs" || fail "*.convo is not of the type $type"
fi
! command -v rsvg-convert >/dev/null || rsvg-convert "$usr/share/icons/hicolor/scalable/apps/convoscope.svg" -o "$work/icon.png" || fail "the icon is no SVG"

# alone COMMAND...: with the sources and the build out of reach, where the system lets a user hide them.
alone() { "$@"; }
# shellcheck disable=SC2016
hide=(unshare --user --map-root-user --mount bash -c 'mount -t tmpfs none "$1" && mount -t tmpfs none "$2" && shift 2 && exec "$@"' hide "$build" "$source")
[[ $work == "$source"* ]] || ! "${hide[@]}" [ ! -e "$program" ] 2>/dev/null || alone() { "${hide[@]}" "$@"; }

# runs WHAT PROGRAM FORMAT...: from where it was unpacked, as the built one does.
runs() {
  local ours=$2 format what=$1
  shift 2
  [ "$(alone "$ours" --version)" = "$("$program" --version)" ] || fail "$what: another version"
  for format in "$@"; do
    "$program" export --preset dilation --theme dark --language zh -o "$work/built.$format" || fail "the built program exports no $format"
    alone "$ours" export --preset dilation --theme dark --language zh -o "$work/ours.$format" || fail "$what: exports no $format"
    cmp "$work/built.$format" "$work/ours.$format" || fail "$what: another $format than the built program's"
  done
  alone "$ours" lesson check article || fail "$what: no lesson"
}
runs "the package" "$usr/bin/convoscope" svg png html

# Its words are those beside it: one that is changed there is the one that is said.
sed -i 's/"view.maps": "[^"]*"/"view.maps": "Changed here"/' "$usr/share/convoscope/assets/languages/en.json"
"$usr/bin/convoscope" export --preset article --view maps --text plain -o - | grep -q 'Changed here' || fail "the words are not read beside the program"

packed TGZ
mkdir "$work/anywhere" && tar -xzf "$work"/TGZ/convoscope-*.tar.gz -C "$work/anywhere" || exit 1
folders=("$work"/anywhere/*)
[ ${#folders[@]} = 1 ] || fail "the archive has more than one folder"
mv "${folders[0]}" "$work/anywhere/moved"
runs "the archive" "$work/anywhere/moved/bin/convoscope" svg
[ -s "$work/anywhere/moved/share/doc/convoscope/copyright" ] || fail "the archive has no notices"

[ "$failures" = 0 ] || exit 1
