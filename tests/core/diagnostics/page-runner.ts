import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../../src/core/diagnostics/diagnostic.ts";
import type { Source } from "../../../src/core/diagnostics/source.ts";
import { readFrontMatter } from "../../../src/core/spec/front-matter.ts";
import { checkPage } from "../../../src/node/pages/check-page.ts";
import { type PageNames, pageNames } from "../../../src/node/pages/page-names.ts";

/** What the pages of the cases may name. */
const names: PageNames = {
  ...pageNames(
    [{ name: "bpf_xdp_get_xfrm_state" }],
    [
      {
        key: "xfrm/lookup",
        scenarios: [{ name: "known" }, { name: "unknown-spi" }],
        source: "/* region: options */\nint x;\n/* endregion: options */\n",
      },
    ],
  ),
  listed: [
    {
      name: "bpf_xdp_get_xfrm_state",
      family: "xfrm",
      flags: ["KF_ACQUIRE", "KF_RET_NULL"],
      programTypes: ["BPF_PROG_TYPE_XDP"],
      since: "6.8",
    },
  ],
  kernelKfuncs: new Set(["bpf_xdp_get_xfrm_state", "bpf_xdp_xfrm_state_release"]),
  kernelNames: new Set(["bpf_xdp_get_xfrm_state", "bpf_map_lookup_elem", "bpf_map", "KF_ACQUIRE", "KF_RELEASE"]),
  releases: ["7.3", "6.12"],
};

function checkSource(source: Source): Diagnostic[] {
  const facts = source.path.startsWith("flags/") ? readFrontMatter(source, "flag").diagnostics : [];
  return [...facts, ...checkPage(source, names)];
}

/** Checks every Markdown file of a case folder; those under flags/ with their front matter. */
export function checkPages(folder: string): Diagnostic[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .sort()
    .flatMap((path) => checkSource({ path, text: readFileSync(join(folder, path), "utf8") }));
}
