import type { z } from "zod";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { Source } from "../diagnostics/source.ts";
import { printPath } from "../spec/path.ts";
import { availabilityFileSchema } from "./availability-file.ts";
import { helpersFileSchema } from "./helpers-file.ts";
import { kfuncsFileSchema } from "./kfuncs-file.ts";
import { provenanceFileSchema } from "./provenance-file.ts";
import type { ReleaseFacts } from "./release-facts.ts";
import { structsFileSchema } from "./structs-file.ts";

const help = "the file is written by a command and never by hand: restore it, or extract it anew";

function broken(source: Source, message: string): Diagnostic {
  return errorAt({ source, start: 0, end: 0 }, "content/kernel-facts", message, { help });
}

/** One file of facts against its schema; the first thing that is wrong with it stands for the rest. */
function readFile<Schema extends z.ZodType<{ readonly release: string }>>(
  source: Source,
  release: string,
  schema: Schema,
): Checked<z.infer<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(source.text);
  } catch (error) {
    return { diagnostics: [broken(source, `The file is not JSON: ${(error as Error).message}`)] };
  }
  const checked = schema.safeParse(json);
  if (!checked.success) return { diagnostics: [broken(source, describe(checked.error))] };
  const { data } = checked;
  if (data.release !== release) {
    return {
      diagnostics: [broken(source, `The facts are of Linux ${data.release}, but stand among those of ${release}`)],
    };
  }
  return { value: data, diagnostics: [] };
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = (issue?.path ?? []).map((step) => (typeof step === "number" ? step : String(step)));
  return `The facts are not as they should be: ${printPath(path) || "the file"}: ${issue?.message}`;
}

/** The files of one release as texts; those that are not there are left out. */
export interface FactSources {
  readonly kfuncs?: Source;
  readonly structs?: Source;
  readonly availability?: Source;
  readonly helpers?: Source;
  readonly provenance?: Source;
}

/** What a kernel has to be booted for. */
const mayBeAbsent: ReadonlySet<keyof FactSources> = new Set(["availability", "helpers"]);

/** Reads the facts of one release. What was measured may be absent, the other files may not. */
export function readReleaseFacts(release: string, folder: string, sources: FactSources): Checked<ReleaseFacts> {
  const diagnostics: Diagnostic[] = [];
  function read<Schema extends z.ZodType<{ readonly release: string }>>(
    name: keyof FactSources,
    schema: Schema,
  ): z.infer<Schema> | undefined {
    const source = sources[name];
    if (!source) {
      if (!mayBeAbsent.has(name)) {
        const missing = { path: `${folder}/${name}.json`, text: "" };
        diagnostics.push(broken(missing, `There is no ${name}.json of Linux ${release}`));
      }
      return undefined;
    }
    const { value, diagnostics: found } = readFile(source, release, schema);
    diagnostics.push(...found);
    return value;
  }
  const kfuncs = read("kfuncs", kfuncsFileSchema);
  const structs = read("structs", structsFileSchema);
  const availability = read("availability", availabilityFileSchema);
  const helpers = read("helpers", helpersFileSchema);
  const provenance = read("provenance", provenanceFileSchema);
  if (!kfuncs || !structs || !provenance) return { diagnostics };
  return {
    value: {
      release,
      kfuncs: new Map(Object.entries(kfuncs.kfuncs)),
      structs: new Map(Object.entries(structs.structs)),
      ...(availability && { availability }),
      ...(helpers && { helpers }),
      provenance,
    },
    diagnostics,
  };
}
