import { dropDebug } from "../../core/elf/drop-debug.ts";
import type { RunnableExample, RunnableFacts, RunnableScenario } from "../../core/emulator/runnable-example.ts";
import { inputShape } from "../../core/spec/input-shape.ts";
import { blankRegionMarks } from "../../core/spec/regions.ts";
import { fileNameOf } from "../clang/example-unit.ts";
import type { ContentSources } from "../content/content-sources.ts";
import { declarationsFile, selfContainedFile, selfContainedText } from "../self-contained/self-contained.ts";
import { type PlannedRun, planRuns } from "../verify/plan-runs.ts";
import type { StagesReport } from "./build.ts";
import type { Example } from "./examples.ts";
import { emulatedFacts } from "./kfunc-facts.ts";
import type { LinkedVariant } from "./link-examples.ts";
import { objectFile } from "./object-file.ts";
import { plainResultsOf } from "./plain-results.ts";
import type { SelfContainedExample } from "./self-contained-examples.ts";
import { type SiteFile, siteFile } from "./site-file.ts";

type Built = NonNullable<StagesReport["built"]>;

const objectName = ({ example, variant }: LinkedVariant) => objectFile(fileNameOf(example.source), variant);

/** Without DWARF, which is most of it and which neither libbpf nor the emulator reads. */
const withoutDebug = ({ object, example }: LinkedVariant) => dropDebug(object, example.source.path).value ?? object;

const folderOf = ({ key }: Example) => `examples/${key}`;

function runnableScenario({ scenario, program, variant }: PlannedRun): RunnableScenario {
  const { name, summary } = scenario;
  return { name, summary, object: objectName(variant), program, scenario };
}

function runnableExample(example: Example, runs: readonly PlannedRun[]): RunnableExample {
  const { path, text } = example.source;
  return { source: { path, text: blankRegionMarks(text) }, scenarios: runs.map(runnableScenario) };
}

/** The C without includes, and the declarations for a link that can't hold them. */
function selfContainedFiles(example: Example, whole: SelfContainedExample | undefined): SiteFile[] {
  if (!whole) return [];
  const folder = folderOf(example);
  const name = fileNameOf(example.source);
  const file = { path: `${folder}/${selfContainedFile(name)}`, contents: selfContainedText(whole) };
  return "href" in whole.explorer
    ? [file]
    : [file, { path: `${folder}/${declarationsFile(name)}`, contents: whole.declarations }];
}

/** What a page needs to run an example, and what a reader may want of it: its source, its objects, its scenarios. */
function exampleFiles(
  example: Example,
  variants: readonly LinkedVariant[],
  runs: readonly PlannedRun[],
  selfContained: SelfContainedExample | undefined,
): SiteFile[] {
  const folder = folderOf(example);
  return [
    { path: `${folder}/${fileNameOf(example.source)}`, contents: example.source.text },
    ...variants.map((variant) => siteFile(`${folder}/${objectName(variant)}`, () => withoutDebug(variant))),
    ...selfContainedFiles(example, selfContained),
    siteFile(`${folder}/run.json`, () => `${JSON.stringify(runnableExample(example, runs))}\n`),
  ];
}

function runnableFacts({ kernel, content }: Built): RunnableFacts {
  const { btf: _, kfuncs, ...others } = emulatedFacts(kernel, content);
  return {
    ...others,
    kfuncs: [...kfuncs.values()],
    plainResults: plainResultsOf(content),
    inputShape: inputShape(),
  };
}

/** The kernel that the emulator models: `run/facts.json` and `run/vmlinux.btf`. */
function factFiles(built: Built, { kernels }: ContentSources): SiteFile[] {
  const types = kernels.find(({ path }) => path === `content/kernels/${built.kernel.model.release}/vmlinux.btf`);
  return [
    siteFile("run/facts.json", () => `${JSON.stringify(runnableFacts(built))}\n`),
    ...(types ? [{ path: "run/vmlinux.btf", contents: types.bytes }] : []),
  ];
}

/** Files by which pages run the examples in the emulator. */
export function runFiles(built: Built, sources: ContentSources): SiteFile[] {
  const runs = planRuns(built.examples, built.linked);
  return [
    ...factFiles(built, sources),
    ...built.examples.flatMap((example) =>
      exampleFiles(
        example,
        built.linked.filter((variant) => variant.example === example),
        runs.filter(({ variant }) => variant.example === example),
        built.selfContained.get(example.key),
      ),
    ),
  ];
}
