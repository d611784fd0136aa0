import { type ArgumentMaker, structOf } from "./maker.ts";

/** An object that the program was handed. One that a kfunc takes away has to be the program's own to give. */
export const handed: ArgumentMaker = ({ type, flags, kfunc, isFirst }, bench) => {
  if (kfunc === "bpf_cast_to_kern_ctx") return "ctx";
  const takesAway = isFirst && flags.includes("KF_RELEASE");
  const struct = structOf(type);
  const index = bench.objects.findIndex((object) => {
    const isGiven = !takesAway || object.owes !== undefined;
    return object.struct === struct && isGiven;
  });
  const object = bench.objects[index];
  if (!object) return undefined;
  const { expression, nullable, owes } = object;
  if (/^bpf_\w+\(/.test(expression)) return held(index, expression, bench);
  if (owes && kfunc !== owes.kfunc && takesAway) bench.objects[index] = { struct: object.struct, expression };
  if (!nullable) return expression;
  return checked(object.struct, expression, bench);
};

/** What a call gives stands in a variable, for all who ask for it. */
function held(index: number, call: string, bench: Parameters<ArgumentMaker>[1]): string | undefined {
  const struct = bench.objects[index]?.struct ?? "";
  if (call.startsWith("bpf_cast_to_kern_ctx") && !bench.calling("bpf_cast_to_kern_ctx")) return undefined;
  const variable = bench.name(struct === "task_struct" ? "task" : "kernel_ctx");
  bench.locals.push(`struct ${struct} *${variable};`);
  bench.steps.push({ before: [`${variable} = ${call};`] });
  bench.objects[index] = { struct, expression: variable };
  return variable;
}

function checked(struct: string, expression: string, bench: Parameters<ArgumentMaker>[1]): string {
  const variable = bench.name(struct === "task_struct" ? "task" : "object");
  bench.locals.push(`struct ${struct} *${variable};`);
  bench.steps.push({ before: [`${variable} = ${expression};`], head: `if (${variable})` });
  return variable;
}
