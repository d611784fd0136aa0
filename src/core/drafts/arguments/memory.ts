import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { type ArgumentMaker, structOf } from "./maker.ts";

/** As deep as the verifier looks (__btf_type_is_scalar_struct, kernel/bpf/verifier.c, v7.3). */
const DEEPEST = 4;

/** Whether a type is made of numbers alone, so that the verifier takes memory of the program for it. */
function isPlain(btf: Btf, id: TypeId, depth = 0): boolean {
  const type = btf.resolved(id);
  switch (type.kind) {
    case "int":
    case "enum":
      return true;
    case "array":
      return isPlain(btf, type.element, depth);
    case "struct":
    case "union":
      return (
        depth < DEEPEST && type.members.length > 0 && type.members.every((each) => isPlain(btf, each.type, depth + 1))
      );
    default:
      return false;
  }
}

const isPlainStruct = (btf: Btf, name: string): boolean =>
  (["struct", "union"] as const).some((kind) => {
    const id = btf.find(kind, name);
    return id !== undefined && isPlain(btf, id);
  });

const ownName = (name: string) => name.replace(/__\w+$/, "");

/** Structs of numbers, on the stack and zero. */
export const dataStruct: ArgumentMaker = ({ name, type, sized, isFirst, flags }, bench) => {
  const struct = structOf(type);
  if (isFirst && flags.includes("KF_RELEASE")) return undefined;
  if (struct === undefined || (!sized && !isPlainStruct(bench.kernel.btf, struct)) || /__arena\b/.test(name))
    return undefined;
  const variable = bench.name(ownName(name));
  const keyword = /\bunion /.test(type) ? "union" : "struct";
  bench.locals.push(`${keyword} ${struct} ${variable} = {};`);
  return `&${variable}`;
};

/** Memory of any content, or a number to write to. */
export const plainMemory: ArgumentMaker = ({ name, type, sized }, bench) => {
  const pointee = /^(?:const )?(.*\w) \*$/.exec(type)?.[1];
  if (pointee === undefined || /^(struct|union) /.test(pointee) || /__arena\b/.test(name)) return undefined;
  if (pointee === "void" && !sized) return undefined;
  const variable = bench.name(ownName(name));
  const element = pointee === "void" ? "char" : pointee;
  const length = sized ? (/^(char|u8|__u8|unsigned char)$/.test(element) ? 16 : 1) : undefined;
  bench.locals.push(length === undefined ? `${element} ${variable} = 0;` : `${element} ${variable}[${length}] = {};`);
  return length === undefined ? `&${variable}` : variable;
};

/** A dynptr: the one that an earlier call initialised, or one over a few bytes of the file. */
export const dynptr: ArgumentMaker = ({ name, type }, bench) => {
  if (structOf(type) !== "bpf_dynptr") return undefined;
  const isNew = name.endsWith("__uninit");
  const made = bench.objects.find(({ struct }) => struct === "bpf_dynptr");
  if (made && !isNew) return made.expression;
  const variable = bench.name(ownName(name));
  bench.locals.push(`struct bpf_dynptr ${variable};`);
  bench.objects.push({ struct: "bpf_dynptr", expression: `&${variable}` });
  if (isNew) return `&${variable}`;
  const memory = bench.name(`${variable}_memory`);
  bench.globals.push({ declaration: `char ${memory}[16];` });
  bench.steps.push({ before: [`bpf_dynptr_from_mem(${memory}, sizeof(${memory}), 0, &${variable});`] });
  return `&${variable}`;
};
