import { join } from "node:path";
import { build, type Rolldown } from "vite";

/** The emulator for pages, in one file, and which modules it was made of. */
export interface Bundle {
  readonly code: string;
  /** Absolute paths. */
  readonly modules: readonly string[];
  /** What it would load beside itself. */
  readonly imports: readonly string[];
}

/** Bundles what the site's islands load of `core`, as the site's own build does. */
export async function bundleEmulator(): Promise<Bundle> {
  const entry = join(import.meta.dirname, "../../src/site/islands/emulator.ts");
  const built = await build({
    configFile: false,
    envDir: false,
    logLevel: "warn",
    build: { write: false, lib: { entry, formats: ["es"], fileName: "emulator" } },
  });
  const files = [built].flat().flatMap((each) => ("output" in each ? each.output : []));
  const [chunk, ...others] = files.filter((file): file is Rolldown.OutputChunk => file.type === "chunk");
  if (!chunk || others.length > 0 || files.length > 1) throw new Error(`the bundle has ${files.length} files`);
  return { code: chunk.code, modules: chunk.moduleIds, imports: [...chunk.imports, ...chunk.dynamicImports] };
}
