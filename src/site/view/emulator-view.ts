import { counted } from "../../core/words/counted.ts";
import type { EmulatorModel, ModelledHelper } from "../../node/build/emulator-model.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { renderText } from "../markdown/render-page.ts";
import { type ProgramTypeName, programTypeName } from "./program-type-names.ts";
import { siteNames } from "./site-names.ts";

/** Something that has a model, and what the model leaves out. */
export interface ModelledRow {
  readonly name: string;
  readonly href?: string;
  readonly detail: string;
  /** HTML; empty where nothing is left out. */
  readonly leftOut: string;
}

export interface HelperRow {
  readonly name: string;
  readonly gplOnly: boolean;
  /** Program types of which some form may call it. */
  readonly types: readonly ProgramTypeName[];
  /** Only forms may that sleep. */
  readonly sleepable: boolean;
  /** HTML; empty where nothing is left out. */
  readonly leftOut: string;
}

/** Helpers that have no model for one reason. */
export interface UnmodelledGroup {
  readonly reason: string;
  readonly names: readonly string[];
}

export interface EmulatorView {
  readonly summary: string;
  readonly release: string;
  readonly contexts: readonly ModelledRow[];
  readonly maps: readonly ModelledRow[];
  readonly helpers: readonly HelperRow[];
  readonly unmodelled: readonly UnmodelledGroup[];
  readonly headings: readonly PageHeading[];
}

/** Sentences as HTML. */
type Render = (sentences: readonly string[]) => string;

function contextRows({ contexts }: EmulatorModel, render: Render): ModelledRow[] {
  return contexts.map(({ programType, attachTypes, notModelled }) => {
    const { short, href } = programTypeName(programType);
    return { name: short, href, detail: attachTypes.join(", "), leftOut: render(notModelled) };
  });
}

const isModelled = (helper: ModelledHelper) => helper.notModelled !== undefined;

function helperRow({ name, gplOnly, programTypes, notModelled = [] }: ModelledHelper, render: Render): HelperRow {
  return {
    name,
    gplOnly,
    types: programTypes.map((type) => programTypeName(type.name)),
    sleepable: programTypes.length > 0 && programTypes.every((type) => type.sleepable),
    leftOut: render(notModelled),
  };
}

function groupsOf(helpers: readonly ModelledHelper[]): UnmodelledGroup[] {
  const reasons = new Set(helpers.flatMap(({ why = [] }) => why));
  return [...reasons].map((reason) => ({
    reason: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
    names: helpers.filter(({ why }) => why === reason).map(({ name }) => name),
  }));
}

/** What the emulator can run, and what it can't. */
export function emulatorView(model: SiteModel): EmulatorView {
  const { emulator, kernel, kfuncs } = model;
  const names = siteNames(model);
  const render: Render = (sentences) => renderText(sentences.join(" "), names);
  const modelled = emulator.helpers.filter(isModelled);
  const types = new Set(emulator.contexts.map(({ programType }) => programType)).size;
  const withModel = kfuncs.filter((kfunc) => kfunc.isModelled).length;
  return {
    summary: `${counted(types, "program type")}, ${counted(emulator.maps.length, "map type")}, ${modelled.length} of ${counted(emulator.helpers.length, "helper")} and ${counted(withModel, "kfunc")} of Linux ${kernel.release} have a model.`,
    release: kernel.release,
    contexts: contextRows(emulator, render),
    maps: emulator.maps.map(({ name, notModelled }) => ({ name, detail: "", leftOut: render(notModelled) })),
    helpers: modelled.map((helper) => helperRow(helper, render)),
    unmodelled: groupsOf(emulator.helpers),
    headings: [
      { depth: 2, slug: "contexts", text: "Program types" },
      { depth: 2, slug: "maps", text: "Maps" },
      { depth: 2, slug: "helpers", text: "Helpers" },
      { depth: 2, slug: "unmodelled", text: "Helpers without a model" },
    ],
  };
}
