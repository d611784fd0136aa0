import type { Kernel } from "../kernel.ts";
import { bound } from "./bound-context.ts";
import type { ContextInput, ContextModel, EnteredContext } from "./context.ts";

/** Hands a program its context, bound to how programs of its type may use it. */
export function enterContext(model: ContextModel, kernel: Kernel, input: ContextInput): EnteredContext {
  const entered = model.enter(kernel, input);
  const { region, next } = entered;
  if (region) bound(model, region);
  if (!next) return entered;
  return {
    ...entered,
    next(returned) {
      const following = next(returned);
      return following && bound(model, following);
    },
  };
}
