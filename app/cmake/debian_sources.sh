#!/usr/bin/env bash
# debian_sources.sh FOLDER PACKAGE...: the sources of libraries, as Debian 12 has them, each unpacked as FOLDER/PACKAGE. apt checks
# every file against the sums that the release is signed with. What is there already stays.
set -euo pipefail

folder=$1
shift
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial"
folder=$(cd "$folder" && pwd)

wanted=()
for package in "$@"; do
  [ -e "$folder/$package/.complete" ] || wanted+=("$package")
done
[ ${#wanted[@]} -gt 0 ] || exit 0

# From where this system takes its programs, but sources, and of the one release that the build was made for; with lists of their
# own, so that nothing of the system changes.
release=bookworm
here=$(. /etc/os-release && echo "$VERSION_CODENAME")
apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' |
  awk -v here="$here" -v release="$release" '$2 ~ "^" here { sub(here, release, $2); print "deb-src " $0 }' | sort -u >"$folder/apt/sources.list"
options=(-o "Dir::Etc::SourceList=$folder/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
  -o "Dir::State::Lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt" -o APT::Sandbox::User=root -o Acquire::Retries=3 -qq)
apt-get "${options[@]}" update

# obtain PACKAGE ARGUMENT...: with Debian's mends.
obtain() {
  rm -rf ./*
  apt-get "${options[@]}" source --download-only "$@" >apt.log 2>&1 && dpkg-source --no-check -x ./*.dsc unpacked >dpkg.log 2>&1
}

# obtain_original PACKAGE ARGUMENT...: as its authors made it.
obtain_original() {
  rm -rf ./*
  apt-get "${options[@]}" source --download-only --tar-only "$@"
  mkdir unpacked
  tar -x --strip-components=1 -C unpacked -f ./*.orig.tar.*
}

rm -rf "$folder/unpacking"
for package in "${wanted[@]}"; do
  mkdir "$folder/unpacking"
  cd "$folder/unpacking"
  # A mirror may lack the files of security's newest version, or those that Debian adds.
  obtain "$package" || obtain -t "$release" "$package" || obtain_original -t "$release" "$package"
  touch unpacked/.complete
  rm -rf "${folder:?}/$package"
  mv unpacked "$folder/$package"
  cd "$folder"
  rm -rf unpacking
done
