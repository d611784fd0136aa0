import { Derived } from "../derived/derived.ts";
import { type Diagnostic, isSpan } from "../diagnostics/diagnostic.ts";
import { sortByPlace } from "../diagnostics/order.ts";
import type { Source } from "../diagnostics/source.ts";
import { checkContent } from "./check-content.ts";
import { type Content, type FilesBeside, isExamplePath, isKfuncPath, keyOf } from "./content.ts";
import type { ExampleSpec } from "./example-spec.ts";
import type { KfuncSpec } from "./kfunc-spec.ts";
import { parseExampleSpec } from "./parse-example-spec.ts";
import { parseKfuncSpec } from "./parse-kfunc-spec.ts";
import type { Parsed, ParsedFile } from "./parsed-file.ts";

/**
 * Reads every spec (`…/kfuncs/<subsystem>/<kfunc>.yaml`) and every example's scenarios
 * (`…/examples/<subsystem>/<name>.yaml`) and checks them alone and together. `content` holds the files without findings
 * of their own, and names the others as `unread`; `diagnostics` holds every finding at once, sorted by place. Other paths are ignored.
 * What stands `beside` them is paired with them: a spec has its page, scenarios their C file, and the other way round.
 */
export function parseContent(
  sources: readonly Source[],
  beside?: FilesBeside,
): { content: Content; diagnostics: Diagnostic[] } {
  const kfuncs = sources
    .filter(({ path }) => isKfuncPath(path))
    .map((source) => kfuncSpecs.of([source], () => read(source, parseKfuncSpec)));
  const examples = sources
    .filter(({ path }) => isExamplePath(path))
    .map((source) => exampleSpecs.of([source], () => read(source, parseExampleSpec)));
  const own = [...kfuncs, ...examples].flatMap(({ parsed }) => parsed.diagnostics);
  const refused = (beside?.refused ?? []).map((path) => ({ path }));
  const between = checkContent({
    kfuncs: kfuncs.flatMap(({ parsed }) => present(parsed.value ?? parsed.sketch)),
    examples: examples.flatMap(({ parsed }) => present(parsed.value ?? parsed.sketch)).map(withKey),
    unread: [
      ...[...kfuncs, ...examples].flatMap(({ source, parsed }) => ((parsed.value ?? parsed.sketch) ? [] : [source])),
      ...refused,
    ],
    ...(beside ? { beside } : {}),
  });
  return {
    content: {
      kfuncs: kfuncs.flatMap(({ parsed }) => present(parsed.value)),
      examples: examples.flatMap(({ parsed }) => present(parsed.value)).map(withKey),
      unread: [...[...kfuncs, ...examples].flatMap(({ source, parsed }) => (parsed.value ? [] : [source])), ...refused],
      meant: {
        kfuncs: kfuncs.flatMap(({ parsed }) => present(parsed.meant)),
        examples: examples.flatMap(({ parsed }) => present(parsed.meant)).map(withKey),
      },
    },
    diagnostics: sortByPlace([
      ...own,
      ...between.filter((finding) => !own.some((other) => atSamePlace(finding, other))),
    ]),
  };
}

interface ReadSpec<Value> {
  readonly source: Source;
  readonly parsed: Parsed<Value>;
}

const kfuncSpecs = new Derived<ReadSpec<KfuncSpec>>();
const exampleSpecs = new Derived<ReadSpec<ExampleSpec>>();

function read<Value>(source: Source, parse: (source: Source) => Parsed<Value>): ReadSpec<Value> {
  return { source, parsed: parse(source) };
}

function present<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

function withKey<Value>(file: ParsedFile<Value>) {
  return { key: keyOf(file.source.path), file };
}

/** A text that is wrong in itself is not held against other files too. */
function atSamePlace({ place: left }: Diagnostic, { place: right }: Diagnostic): boolean {
  if (!isSpan(left) || !isSpan(right) || left.source !== right.source) return false;
  return left.start === right.start && left.end === right.end;
}
