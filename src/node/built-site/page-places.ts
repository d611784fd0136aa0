import { isInTag } from "./in-tag.ts";

/** Where links to a page can lead. */
export interface PagePlaces {
  readonly ids: ReadonlySet<string>;
  /** Offsets of ids that stand on the page a second time. */
  readonly repeated: ReadonlyMap<string, number>;
  /** Scenarios that its stepper can open. */
  readonly scenarios: ReadonlySet<string>;
}

const idOf = /\sid="([^"]*)"/g;
const scenarioOf = /<option value="([^"]*)" data-vouched/g;

export function readPlaces(html: string): PagePlaces {
  const ids = new Set<string>();
  const repeated = new Map<string, number>();
  for (const { 1: id = "", index } of html.matchAll(idOf)) {
    if (ids.has(id) && isInTag(html, index)) repeated.set(id, index);
    ids.add(id);
  }
  return { ids, repeated, scenarios: new Set(Array.from(html.matchAll(scenarioOf), ([, name = ""]) => name)) };
}

/** The fragment is an id of the page, or names a scenario and a step for its stepper. */
export function hasPlace({ ids, scenarios }: PagePlaces, fragment: string): boolean {
  const scenario = /^watch=([^&]+)&step=\d+$/.exec(fragment)?.[1];
  return scenario === undefined ? ids.has(fragment) : scenarios.has(scenario);
}
