export interface DirectiveDefinition {
  readonly summary: string;
  readonly attributes: Readonly<Record<string, { readonly required: boolean; readonly summary: string }>>;
}

/** The directives of Markdown pages, written `::name{attribute="value"}` on a line of their own. */
export const directives: Readonly<Record<string, DirectiveDefinition>> = {
  example: {
    summary: "Places an example's source, or what one of its scenarios did.",
    attributes: {
      name: { required: true, summary: "The example, <subsystem>/<name>." },
      scenario: { required: false, summary: "One of its scenarios; without it the source is placed." },
    },
  },
};

export const directiveUsage = '::example{name="<subsystem>/<name>" scenario="<scenario>"}';
