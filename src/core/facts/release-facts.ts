import type { AvailabilityFile } from "./availability-file.ts";
import type { HelpersFile } from "./helpers-file.ts";
import type { KfuncFact } from "./kfuncs-file.ts";
import type { ProvenanceFile } from "./provenance-file.ts";
import type { StructLayout } from "./structs-file.ts";

/** Everything that was extracted from one release. */
export interface ReleaseFacts {
  /** `major.minor`, such as "7.3". */
  readonly release: string;
  /** By name. */
  readonly kfuncs: ReadonlyMap<string, KfuncFact>;
  /** By C name without the keyword. */
  readonly structs: ReadonlyMap<string, StructLayout>;
  /** Absent where nobody has measured it. */
  readonly availability?: AvailabilityFile;
  /** Absent where nobody has measured it. */
  readonly helpers?: HelpersFile;
  readonly provenance: ProvenanceFile;
}
