import type { KfuncModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { code, listed, type Phrase, plain } from "./phrase.ts";

/** A set that registers a kfunc, in a sentence. */
export interface SetView {
  readonly words: readonly Phrase[];
}

const UNSPEC = "BPF_PROG_TYPE_UNSPEC";

/** The sets of a kfunc in the newest release that has it. What a set is registered for is wider than what may call it. */
export function setViews({ registrations }: KfuncModel): SetView[] {
  const sets = registrations[0]?.sets ?? [];
  return sets.map(({ set, registered_for: types, flags }) => {
    const links = types.map((type) => code(type, pagePath("program-type", type)));
    const place = types.includes(UNSPEC) ? [plain("every program type")] : listed(links);
    const own = listed(flags.map((flag) => code(flag, pagePath("flag", flag))));
    const carried = sets.length > 1 && flags.length > 0 ? [plain(", with "), ...own] : [];
    return { words: [plain("Registered in the set "), code(set), plain(" for "), ...place, ...carried, plain(".")] };
  });
}
