import { readFrontMatter } from "../../core/spec/front-matter.ts";
import type { KnownNames } from "../../core/spec/json-schema.ts";
import { faultRules } from "../../core/vm/fault.ts";
import { readContent } from "../build/read-content.ts";
import { readKernel } from "../build/read-kernel.ts";

/** What the schemas for editors say of names, from a content folder: its kernels, and its pages about flags and program types. */
export function schemaNames(content: string): KnownNames {
  const { sources } = readContent(content);
  const { value: kernel } = readKernel(sources.kernels);
  const facts = sources.pages.flatMap((page) => {
    const kind = { flags: "flag", "program-types": "program-type" } as const;
    const folder = page.path.split("/").at(-2) ?? "";
    const { value } = folder in kind ? readFrontMatter(page, kind[folder as keyof typeof kind]) : {};
    return value ? [[value.name, value.summary] as const] : [];
  });
  return {
    kfuncs: [...(kernel?.histories.keys() ?? [])],
    faultRules: Object.fromEntries(Object.entries(faultRules).map(([rule, { title }]) => [rule, title])),
    explained: Object.fromEntries(facts),
  };
}
