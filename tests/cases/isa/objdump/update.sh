#!/bin/sh
# Writes <name>.txt from what llvm-objdump prints: slot, bytes and text, tab-separated. Needs clang and LLVM 19. Without alu32
# it knows no 32-bit atomics but the addition, and takes one that fetches for one that doesn't; those lines are left out.
cd "$(dirname "$0")" || exit 1
scratch=$(mktemp -d)
misread=$(printf '<unknown>|^[0-9a-f]+\tc3 .. .. .. .[13579bdf] .*\t[^w]')
print() {
  name=$1; object=$2; shift 2
  llvm-objdump-19 -d "$@" "$object" | sed -nE 's/^ *([0-9a-f]+):\t(([0-9a-f]{2} )*[0-9a-f]{2})\t(.*)$/\1\t\2\t\4/p' | grep -vE "$misread" > "$name.txt"
}
for version in v1 v2 v3 v4; do
  clang-19 --target=bpf -mcpu=$version -O2 -Wno-pass-failed -c everything.c -o "$scratch/$version.o" || exit 1
  print "clang-$version" "$scratch/$version.o"
  print "clang-$version-alu32" "$scratch/$version.o" --mattr=+alu32
done
llvm-mc-19 -triple=bpfel -filetype=obj every-instruction.s -o "$scratch/every.o" || exit 1
print every-instruction "$scratch/every.o"
print every-instruction-alu32 "$scratch/every.o" --mattr=+alu32
rm -r "$scratch"
