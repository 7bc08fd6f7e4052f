#!/usr/bin/env bash
# Every file, folder and picture that the README names exists; every option and preset that it shows is known.
# Usage: paths.sh PROGRAM
set -u
program=$1
cd "${CONVOSCOPE_SOURCE_DIR:-$(dirname "$0")/../..}" || exit 1
failures=0
fail() {
  echo "README.md: $*"
  failures=$((failures + 1))
}

# Links and pictures.
while read -r path; do
  [ -e "$path" ] || fail "names $path, which does not exist"
done < <(grep -oE '\]\([^)#:]+\)|src="[^":]+"' README.md | sed -E 's/^\]\(//; s/\)$//; s/^src="//; s/"$//')

# Paths in code marks, such as `core/taps` or `app/figure/figure.h`: a file, a folder, or a pair of files.
while read -r path; do
  [ -e "$path" ] || [ -e "$path.h" ] || fail "names $path, which does not exist"
done < <(grep -oE '`(app|core|tests|assets|shaders)/[A-Za-z0-9_./-]*`' README.md | tr -d '`')

# The commands that it shows work as they stand, given the files that they read.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" compute conv --input 5x5 --kernel 3 -o "$work/x.npy"
cp "$work/x.npy" "$work/w.npy"
sed -n '/^~~~~markdown$/,/^~~~~$/p' README.md | sed '1d;$d' >"$work/my_lesson.md"
echo 'nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)' >"$work/net.py"
echo 'Net((enc1): Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1)) (up1): ConvTranspose2d(1, 1, kernel_size=2))' >"$work/unet.txt"
printf '%b' 'G\0\0\0\0\0\0\0{"enc1.weight":{"dtype":"F32","shape":[1,1,3,3],"data_offsets":[0,36]}}' \
  '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >"$work/unet.safetensors"
cp assets/photographs/harbour.png "$work/photo.png"
convert assets/photographs/harbour.png "$work/photo.jpg"
while read -r line; do
  (cd "$work" && eval "\"$program\" ${line#convoscope }" >/dev/null 2>"$work/errors") ||
    fail "shows \"$line\", which says: $(cat "$work/errors")"
done < <(sed -n '/^```sh$/,/^```$/p' README.md | sed -E 's/ +#.*$//' | grep -E '^convoscope (presets|shape|connections|solve|learn|compare|snippet|model|export|compute|gallery|lesson|quiz)')

[ "$failures" -eq 0 ] && echo "README.md tells the truth"
exit "$failures"
