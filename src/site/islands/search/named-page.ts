/** A page that is about one named thing. */
export interface NamedPage {
  readonly name: string;
  readonly href: string;
  /** What else it is called: `tc`, `-64`. */
  readonly alias?: string;
  readonly summary?: string;
  /** Of a struct: members that have a place of their own on the page. */
  readonly members?: readonly string[];
}

/** A page whose name, or whose member's name, was asked for. */
export interface NamedHit {
  readonly page: NamedPage;
  readonly href: string;
  readonly title: string;
}

export interface NamesFound {
  readonly hits: readonly NamedHit[];
  /** The name that was most likely meant, where nothing has the one that was asked for. */
  readonly meant?: string;
}
