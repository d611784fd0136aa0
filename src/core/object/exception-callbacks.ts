import type { Btf } from "../btf/btf.ts";
import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import type { CodeFunction } from "./code-function.ts";

/** What `__exception_cb(name)` tags a program with, followed by the name. */
const TAG = "exception_callback:";
const HELP = "Name a function without SEC() that is neither static nor hidden: __exception_cb(name)";

/** The tag's word on each program, by the program's name. */
function* tags(
  btf: Btf,
): Generator<{ readonly program: string; readonly callback: string; readonly isGlobal: boolean }> {
  for (const [, { name, type, component }] of btf.ofKind("decl_tag")) {
    const func = btf.type(type);
    if (component !== -1 || !name.startsWith(TAG)) continue;
    const [program, isGlobal] = func.kind === "func" ? [func.name, func.linkage === "global"] : ["", false];
    yield { program, callback: name.slice(TAG.length), isGlobal };
  }
}

/** Why a name is not that of a callback; undefined where it is. */
function objection(name: string, found: CodeFunction | undefined): string | undefined {
  if (name === "") return "names no exception callback";
  if (!found) return `names the exception callback ${name}, which is no function without SEC()`;
  return found.isGlobal ? undefined : `names the exception callback ${name}, which is static or hidden`;
}

/**
 * The functions that exceptions end in, by the program that names them (bpf_prog_assign_exc_cb, tools/lib/bpf/libbpf.c, v7.3);
 * a program that names several is the verifier's to refuse.
 */
export function exceptionCallbacks(
  btf: Btf,
  functions: readonly CodeFunction[],
  problems: ByteProblems,
): ReadonlyMap<CodeFunction, CodeFunction | "several"> {
  const callbacks = new Map<CodeFunction, CodeFunction | "several">();
  const report = (message: string, at: number) => {
    problems.report(at, message, undefined, { code: "load/relocation", help: HELP });
  };
  // Of several with one name, the first.
  const named = (areSubprograms: boolean) =>
    new Map(
      functions
        .filter(({ isSubprogram }) => isSubprogram === areSubprograms)
        .toReversed()
        .map((each) => [each.name, each]),
    );
  const [programs, subprograms] = [named(false), named(true)];
  for (const { program, callback, isGlobal } of tags(btf)) {
    const entry = programs.get(program);
    const at = entry?.section.fileOffset ?? 0;
    const found = subprograms.get(callback);
    const why = objection(callback, found);
    if (!entry || !isGlobal)
      report(`An exception callback is named by ${program || "a type"}, which is no program`, at);
    else if (why !== undefined) report(`${program} ${why}`, at);
    else if (found) callbacks.set(entry, callbacks.has(entry) ? "several" : found);
  }
  return callbacks;
}
