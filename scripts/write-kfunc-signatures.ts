#!/usr/bin/env node
/** Writes the types of the kfuncs' models from the BTF of the newest kernel: `node scripts/write-kfunc-signatures.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { readBtf } from "../src/core/btf/read-btf.ts";
import { printSignatures } from "../src/core/kernel/kfuncs/print-signatures.ts";

const kernel = "content/kernels/7.3/vmlinux.btf";
const root = new URL("../", import.meta.url);

const { value: btf, diagnostics } = readBtf(readFileSync(new URL(kernel, root)), kernel);
if (!btf) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
writeFileSync(new URL("src/core/kernel/kfuncs/signatures.ts", root), printSignatures(btf));
