import { clangMajors, findCommand } from "../clang/find-clang.ts";

/** The absolute path of wasm-ld; `$WASM_LD` excludes all others. */
export function findWasmLinker(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment.WASM_LD;
  const names = chosen ? [chosen] : [...clangMajors.map((major) => `wasm-ld-${major}`), "wasm-ld"];
  return names.map((name) => findCommand(name, environment)).find((path) => path !== undefined);
}
