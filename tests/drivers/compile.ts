import { linkObject } from "../../src/core/object/link-object.ts";
import type { LinkedObject } from "../../src/core/object/linked-object.ts";
import { compileWithTypes } from "./compile-c.ts";
import { kernelBtf } from "./kernel-btf.ts";

const linked = new Map<string, LinkedObject>();

/** A BPF object of C that has vmlinux.h by itself, with macros defined as given; linked against the kernel's types. */
export function compile(source: string, defines: readonly string[] = []): LinkedObject {
  const key = [source, ...defines].join("\0");
  const known = linked.get(key);
  if (known) return known;
  const flags = defines.map((name) => `-D${name}`);
  const { value, diagnostics } = linkObject(compileWithTypes(source, flags), "test.bpf.o", kernelBtf);
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  linked.set(key, value);
  return value;
}
