/** What the value of an attribute names. */
export type AttributeValue = "example" | "scenario" | "region" | "flag" | "family" | "program-type" | "release";

interface AttributeDefinition {
  readonly required: boolean;
  readonly value: AttributeValue;
  readonly summary: string;
}

export interface DirectiveDefinition {
  /** `leaf`: `::name`, on a line of its own. `container`: `:::name`, lines, and `:::`. `text`: `:name[…]`, within a sentence. */
  readonly form: "leaf" | "container" | "text";
  readonly summary: string;
  /** How it is written, for whoever wrote it otherwise. */
  readonly usage: string;
  /** What stands between brackets after the name. */
  readonly label: "none" | "optional" | "required";
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  /** Attributes that it has one of at least. */
  readonly oneOf?: readonly string[];
  /** Attributes of which it has one at most. */
  readonly apart?: readonly string[];
}

const note = (name: string, summary: string): DirectiveDefinition => ({
  form: "container",
  summary,
  usage: `:::${name}, the text on lines of its own, and a line :::`,
  label: "optional",
  attributes: {},
});

const release = (name: string, summary: string): DirectiveDefinition => ({
  form: "text",
  summary,
  usage: `:${name}[text]{release=6.12}`,
  label: "required",
  attributes: { release: { required: true, value: "release", summary: "The release of Linux, such as 6.12." } },
});

/** The directives of Markdown pages. */
export const directives = {
  example: {
    form: "leaf",
    summary: "Places an example's source, lines of it, or what one of its scenarios did.",
    usage: '::example{name="<subsystem>/<name>" scenario="<scenario>"}',
    label: "none",
    attributes: {
      name: { required: true, value: "example", summary: "The example, <subsystem>/<name>." },
      scenario: { required: false, value: "scenario", summary: "One of its scenarios." },
      region: { required: false, value: "region", summary: "Lines that its source marks; without it all are placed." },
    },
    apart: ["scenario", "region"],
  },
  kfuncs: {
    form: "leaf",
    summary: "A table of the kfuncs for which all attributes hold.",
    usage: "::kfuncs{flag=KF_ACQUIRE}, with flag, family, program_type and since, one or more",
    label: "none",
    attributes: {
      flag: { required: false, value: "flag", summary: "They carry this flag in the newest release that has them." },
      family: { required: false, value: "family", summary: "They are of this family: a folder of content/kfuncs." },
      program_type: { required: false, value: "program-type", summary: "Programs of this type may call them." },
      since: { required: false, value: "release", summary: "They came with this release." },
    },
    oneOf: ["flag", "family", "program_type", "since"],
  },
  note: note("note", "Text apart from the rest."),
  caution: note("caution", "Text apart from the rest, on what goes wrong."),
  since: release("since", "Text that holds from a release on, with a badge."),
  until: release("until", "Text that holds up to a release, that one included, with a badge."),
} as const satisfies Readonly<Record<string, DirectiveDefinition>>;

export type DirectiveName = keyof typeof directives;

/** The definition of a directive, or undefined where there is none of that name. */
export const directiveNamed = (name: string): DirectiveDefinition | undefined =>
  Object.hasOwn(directives, name) ? directives[name as DirectiveName] : undefined;
