/** What a file below the content folder is. */
export type ContentKind =
  | "kfunc-spec"
  | "page"
  | "example-spec"
  | "example-source"
  | "example-header"
  | "kernel"
  | "record"
  | "coverage"
  | "settings"
  | "image"
  | "words"
  | "schema";

interface ContentPlace {
  readonly kind: ContentKind;
  readonly pattern: RegExp;
  /** In bytes. */
  readonly limit: number;
}

const TEXT_LIMIT = 256 * 1024;
const KERNEL_LIMIT = 64 * 1024 * 1024;
const RECORD_LIMIT = 64 * 1024 * 1024;

/** Every place where a file can stand, and no other: paths are below the content folder. */
const places: readonly ContentPlace[] = [
  { kind: "kfunc-spec", pattern: /^kfuncs\/[a-z0-9-]+\/[A-Za-z_]\w*\.yaml$/, limit: TEXT_LIMIT },
  { kind: "page", pattern: /^kfuncs\/[a-z0-9-]+\/[A-Za-z_]\w*\.md$/, limit: TEXT_LIMIT },
  { kind: "page", pattern: /^(flags|program-types)\/[A-Z][A-Z0-9_]*\.md$/, limit: TEXT_LIMIT },
  { kind: "page", pattern: /^(concepts|guides)\/[a-z0-9]+(-[a-z0-9]+)*\.md$/, limit: TEXT_LIMIT },
  { kind: "example-spec", pattern: /^examples\/[a-z0-9-]+\/[a-z0-9]+(-[a-z0-9]+)*\.yaml$/, limit: TEXT_LIMIT },
  { kind: "example-source", pattern: /^examples\/[a-z0-9-]+\/[a-z0-9]+(-[a-z0-9]+)*\.bpf\.c$/, limit: TEXT_LIMIT },
  {
    kind: "example-header",
    pattern: /^examples\/[a-z0-9-]+\/(?!vmlinux\.h$)[a-z0-9]+([-_.][a-z0-9]+)*\.h$/,
    limit: TEXT_LIMIT,
  },
  { kind: "kernel", pattern: /^kernels\/\d+\.\d+\/[a-z0-9]+([-.][a-z0-9]+)*$/, limit: KERNEL_LIMIT },
  { kind: "record", pattern: /^record\/\d+\.\d+\.json$/, limit: RECORD_LIMIT },
  { kind: "coverage", pattern: /^coverage\.json$/, limit: TEXT_LIMIT },
  { kind: "words", pattern: /^words\.txt$/, limit: TEXT_LIMIT },
  { kind: "settings", pattern: /^site\.yaml$/, limit: TEXT_LIMIT },
  { kind: "image", pattern: /^(logo|favicon)\.png$/, limit: TEXT_LIMIT },
  { kind: "schema", pattern: /^schema\/[a-z0-9.-]+\.json$/, limit: TEXT_LIMIT },
];

/** The place that a path is at; undefined where no content stands. */
export function placeOf(path: string): ContentPlace | undefined {
  return places.find(({ pattern }) => pattern.test(path));
}
