#!/usr/bin/env node
/**
 * Writes the types of the kfuncs' models from the BTF of the newest kernel: `node scripts/write-kfunc-signatures.ts`. A new
 * model is entered in `kfuncs.ts` first.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readBtf } from "../src/core/btf/read-btf.ts";
import { kfuncs } from "../src/core/kernel/kfuncs/kfuncs.ts";
import { printSignatures } from "../src/core/kernel/kfuncs/print-signatures.ts";
import { compareVersions } from "../src/core/spec/versions.ts";

const root = new URL("../", import.meta.url);
const newest = readdirSync(new URL("content/kernels/", root)).sort(compareVersions).at(-1);
const kernel = `content/kernels/${newest}/vmlinux.btf`;

const { value: btf, diagnostics } = readBtf(readFileSync(new URL(kernel, root)), kernel);
if (!btf) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
const names = new Set(kfuncs.map(({ name }) => name));
writeFileSync(new URL("src/core/kernel/kfuncs/signatures.ts", root), printSignatures(btf, names));
