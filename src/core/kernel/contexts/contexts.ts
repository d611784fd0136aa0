import type { ContextModel } from "./context.ts";
import { xdp } from "./xdp.ts";

/** Every program type whose context is modelled. */
export const contexts: readonly ContextModel[] = [xdp];
