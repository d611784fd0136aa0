import { ksymName } from "../../core/facts/ksym-name.ts";
import { isLoadCompatible } from "../../core/facts/load-compatible.ts";
import { printKsymDeclaration } from "../../core/facts/print-ksym-declaration.ts";
import type { KfuncModel } from "../../node/build/site-model.ts";
import { spanWords } from "./release-words.ts";

export interface ReleaseDeclaration {
  /** `6.12 – 6.19` */
  readonly releases: string;
  readonly text: string;
  /** What tells it from the one above, where that is little. */
  readonly note?: string;
}

export interface DeclarationsView {
  /** Where a program declares it by a longer name than its own. */
  readonly alias?: string;
  /** For each prototype that it had, the newest first; empty where it had one. */
  readonly byRelease: readonly ReleaseDeclaration[];
  /** C that declares the kfunc weak, in each form that matters to libbpf, and asks for it before the call. */
  readonly weak: WeakUse;
}

type Declared = Pick<KfuncModel, "name" | "history" | "declarations" | "prototype">;

export interface WeakUse {
  readonly declarations: string;
  readonly use: string;
  /** Whether there is a declaration for another prototype, whose name goes on after three underscores. */
  readonly hasFlavours: boolean;
}

export function declarationsView({ name, history, declarations, prototype }: Declared): DeclarationsView {
  const spans = history?.prototypes ?? [];
  const byRelease = declarations.map(({ since, until, text }, index) => {
    const [own, newer] = [spans[index], spans[index - 1]];
    const isAlike = own && newer && isLoadCompatible(own.prototype, newer.prototype);
    return {
      releases: spanWords(since, until),
      text,
      ...(isAlike && { note: "libbpf does not tell this one from the one above, and resolves either on both." }),
    };
  });
  const alias = ksymName(name);
  return {
    ...(alias !== name && { alias }),
    byRelease: byRelease.length > 1 ? byRelease : [],
    weak: weakUse(
      name,
      spans.length > 0 ? flavoursOf(name, spans) : [{ symbol: ksymName(name), prototype, since: "", until: "" }],
    ),
  };
}

interface Flavour {
  readonly symbol: string;
  readonly prototype: KfuncModel["prototype"];
  /** The oldest release that it loads on, and the newest. */
  since: string;
  readonly until: string;
}

/** One symbol for each prototype that libbpf can tell from the others. */
function flavoursOf(name: string, spans: NonNullable<KfuncModel["history"]>["prototypes"]): Flavour[] {
  const flavours: Flavour[] = [];
  for (const { since, until, prototype } of spans) {
    const alike = flavours.find((flavour) => isLoadCompatible(flavour.prototype, prototype));
    if (alike) {
      alike.since = since;
      continue;
    }
    const symbol = flavours.length === 0 ? ksymName(name) : `${name}___until_${until.replace(".", "_")}`;
    flavours.push({ symbol, prototype, since, until });
  }
  return flavours;
}

function weakUse(name: string, flavours: readonly Flavour[]): WeakUse {
  const hasFlavours = flavours.length > 1;
  const declarations = flavours.map(({ symbol, prototype, since, until }) => {
    const text = printKsymDeclaration(symbol, prototype, "__ksym __weak");
    return hasFlavours ? `/* Linux ${spanWords(since, until)} */\n${text}` : text;
  });
  const branches = flavours.map(({ symbol }, index) => {
    const head = `${index === 0 ? "if" : "} else if"} (bpf_ksym_exists(${symbol})) {`;
    return `${head}\n\t/* call ${symbol}() */`;
  });
  return {
    declarations: declarations.join("\n"),
    use: `${branches.join("\n")}\n} else {\n\t/* the running kernel has no ${name}() */\n}`,
    hasFlavours,
  };
}
