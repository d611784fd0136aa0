import { baseName, keyOf } from "../../core/spec/content.ts";
import type { ContentFile } from "./read-content-files.ts";

/** `xfrm` of content/kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml. */
const familyOf = ({ path }: ContentFile): string => path.split("/").at(-2) ?? "";

const decoder = new TextDecoder();

const wordsOf = ({ bytes }: ContentFile): readonly string[] => decoder.decode(bytes).match(/\w+|##/g) ?? [];

/** Kinds of files that are of no family and say nothing of a kfunc. */
const ofNone: ReadonlySet<ContentFile["kind"]> = new Set(["coverage", "schema"]);

/**
 * Of a content folder's files those that tell how far the kfuncs of some families are documented: their specs and pages, the examples that
 * name one of them in their C or in a header beside it, the specs of what else these call, and all that is of no family.
 */
export function filesOfFamilies(files: readonly ContentFile[], families: readonly string[]): ContentFile[] {
  const isOfFamily = (file: ContentFile) => families.includes(familyOf(file));
  const kfuncs = new Set(
    files.filter((file) => file.kind === "kfunc-spec" && isOfFamily(file)).map(({ path }) => baseName(path)),
  );
  /* A name may be put together by a macro. */
  const mayCall = (file: ContentFile) => wordsOf(file).some((word) => word === "##" || kfuncs.has(word));
  const headers = files.filter(({ kind }) => kind === "example-header");
  const shared = new Set(headers.filter(mayCall).map(familyOf));
  const examples = files.filter(
    (file) => file.kind === "example-source" && (shared.has(familyOf(file)) || mayCall(file)),
  );
  const keys = new Set(examples.map(({ path }) => keyOf(path)));
  const folders = new Set(examples.map(familyOf));
  const included = headers.filter((file) => folders.has(familyOf(file)));
  const called = new Set([...examples, ...included].flatMap(wordsOf));
  return files.filter((file) => {
    switch (file.kind) {
      case "kfunc-spec":
        return isOfFamily(file) || called.has(baseName(file.path));
      case "page":
        return isOfFamily(file);
      case "example-spec":
      case "example-source":
        return keys.has(keyOf(file.path));
      case "example-header":
        return included.includes(file);
      default:
        return !ofNone.has(file.kind);
    }
  });
}
