import type { Btf } from "../../core/btf/btf.ts";

/** What the kernel's tests expect of one program, as its declaration tags say it. */
export interface Annotations {
  /** What the verifier makes of it for a user with all rights; undefined where no tag says it, which means success. */
  readonly expects?: "success" | "failure";
  /** What a test run returns, as a signed number of 32 bits. */
  readonly retval?: number;
  readonly description?: string;
  /** Parts of the verifier's log, in order; what stands in double braces is a regular expression. */
  readonly messages: readonly string[];
  /** Names or numbers of BPF_F_ flags; one with `!` before it is cleared. */
  readonly flags: readonly string[];
  /** Architectures that the test is for; none where it is for all. */
  readonly architectures: readonly string[];
  /** It is for kernels that translate programs, or for those that don't. */
  readonly loadMode?: "jited" | "no_jited";
  /** Bytes in the linear part of the packet; the rest is in fragments. */
  readonly linearSize?: number;
  /** The object with the types that CO-RE relocates against, where they are not the kernel's. */
  readonly relocatedAgainst?: string;
  /** Loaded together with the tests of its object, and none itself. */
  readonly isAuxiliary: boolean;
  /** Whether tags speak of users without rights alone, so that no other test comes of it. */
  readonly isUnprivilegedOnly: boolean;
}

type Draft = { -readonly [Key in keyof Annotations]: Annotations[Key] } & {
  readonly messages: string[];
  readonly flags: string[];
  readonly architectures: string[];
  isPrivileged: boolean;
  isUnprivileged: boolean;
};

/** `_INT_MIN` of bpf_misc.h, which no call of strtol reads. */
const INT_MIN = -(2 ** 31);

function integer(text: string): number {
  if (text === "_INT_MIN") return INT_MIN;
  const value = text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text);
  return Number(BigInt.asIntN(32, value));
}

type Apply = (draft: Draft, value: string) => void;

/** Sets a part of what is expected for a user with all rights. */
const privileged =
  (apply: Apply): Apply =>
  (draft, value) => {
    apply(draft, value);
    draft.isPrivileged = true;
  };

const unprivileged: Apply = (draft) => {
  draft.isUnprivileged = true;
};

/** Tags by name, as parse_test_spec (tools/testing/selftests/bpf/test_loader.c, v7.3) reads them; it passes over others. */
const tags: Readonly<Record<string, Apply>> = {
  test_description: (draft, value) => {
    draft.description = value;
  },
  test_expect_failure: privileged((draft) => {
    draft.expects = "failure";
  }),
  test_expect_success: privileged((draft) => {
    draft.expects = "success";
  }),
  test_auxiliary: privileged((draft) => {
    draft.isAuxiliary = true;
  }),
  test_expect_msg: privileged((draft, value) => draft.messages.push(value)),
  test_expect_not_msg: privileged(() => {}),
  test_expect_xlated: privileged(() => {}),
  test_retval: privileged((draft, value) => {
    draft.retval = integer(value);
  }),
  test_prog_flags: (draft, value) => draft.flags.push(value),
  test_arch: (draft, value) => draft.architectures.push(value),
  load_mode: (draft, value) => {
    draft.loadMode = value === "jited" ? "jited" : "no_jited";
  },
  test_linear_size: (draft, value) => {
    draft.linearSize = integer(value);
  },
  test_btf_path: (draft, value) => {
    draft.relocatedAgainst = value;
  },
  test_expect_failure_unpriv: unprivileged,
  test_expect_success_unpriv: unprivileged,
  test_auxiliary_unpriv: unprivileged,
  test_expect_msg_unpriv: unprivileged,
  test_expect_not_msg_unpriv: unprivileged,
  test_expect_xlated_unpriv: unprivileged,
  test_retval_unpriv: unprivileged,
  test_caps_unpriv: unprivileged,
};

/** `comment:<number>:<tag>`: compilers keep no order, the number does. */
const tagPattern = /^comment:(?<order>\d+):(?<name>[^=]*)(?:=(?<value>.*))?$/s;

function draftOf(texts: readonly string[]): Draft | undefined {
  const read = texts.flatMap((text) => {
    const groups = tagPattern.exec(text)?.groups;
    return groups ? [{ order: Number(groups.order), name: groups.name ?? "", value: groups.value ?? "" }] : [];
  });
  if (read.length === 0) return undefined;
  const draft: Draft = {
    messages: [],
    flags: [],
    architectures: [],
    isAuxiliary: false,
    isUnprivilegedOnly: false,
    isPrivileged: false,
    isUnprivileged: false,
  };
  for (const { name, value } of read.sort((left, right) => left.order - right.order)) tags[name]?.(draft, value);
  return draft;
}

/** The annotations of all functions of an object that have some, by the function's name. */
export function readAnnotations(btf: Btf): Map<string, Annotations> {
  const texts = new Map<string, string[]>();
  for (const [, tag] of btf.ofKind("decl_tag")) {
    const tagged = btf.type(tag.type);
    if (tagged.kind !== "func" || tag.component !== -1) continue;
    const known = texts.get(tagged.name);
    if (known) known.push(tag.name);
    else texts.set(tagged.name, [tag.name]);
  }
  const found = new Map<string, Annotations>();
  for (const [name, each] of texts) {
    const draft = draftOf(each);
    if (!draft) continue;
    const { isPrivileged, isUnprivileged, ...annotations } = draft;
    found.set(name, { ...annotations, isUnprivilegedOnly: isUnprivileged && !isPrivileged });
  }
  return found;
}
