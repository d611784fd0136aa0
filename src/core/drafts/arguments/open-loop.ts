import { declare } from "../../facts/prototype.ts";
import { makeArguments } from "./make-arguments.ts";
import { structOf } from "./maker.ts";
import type { Workbench } from "./workbench.ts";

/** A loop over an open-coded iterator, by its struct: `bpf_iter_num` has `bpf_iter_num_new`, `_next` and `_destroy`. */
export function openLoop(
  struct: string,
  bench: Workbench,
  depth: number,
): { readonly iterator: string; readonly item: string } | undefined {
  const [begin, next, end] = ["new", "next", "destroy"].map((part) => `${struct}_${part}`) as [string, string, string];
  const fork = bench.fork();
  const [made, gives, ends] = [begin, next, end].map((name) => fork.calling(name));
  if (!made || !gives || !ends) return undefined;
  const [iterator, item] = [fork.name("it"), fork.name("item")];
  const rest = makeArguments(begin, { ...made, params: made.params.slice(1) }, fork, depth);
  if (rest.missing) return undefined;
  fork.locals.push(`struct ${struct} ${iterator};`, `${declare(gives.returns, item)};`);
  fork.steps.push({
    before: [`${begin}(${[`&${iterator}`, ...rest.args].join(", ")});`],
    head: `while ((${item} = ${next}(&${iterator})))`,
    after: [`${end}(&${iterator});`],
  });
  const pointed = structOf(gives.returns);
  if (pointed !== undefined) fork.objects.unshift({ struct: pointed, expression: item });
  bench.adopt(fork);
  return { iterator: `&${iterator}`, item };
}
