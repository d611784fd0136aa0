import type { ExampleModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { type AnnotatedSource, annotatedSource } from "./annotated-source.ts";
import { type DisassemblyView, disassemblyView } from "./disassembly-view.ts";
import { type DownloadView, downloadsView } from "./downloads-view.ts";
import { type ExampleView, exampleView } from "./example-view.ts";
import { type SelfContainedView, selfContainedView } from "./self-contained-view.ts";
import { type VerdictsView, verdictsView } from "./verdicts-view.ts";

/** All that an example's own page shows. */
export interface ExamplePageView {
  readonly example: ExampleView;
  readonly annotated: AnnotatedSource;
  readonly verdicts: VerdictsView;
  readonly downloads: readonly DownloadView[];
  readonly selfContained?: SelfContainedView;
  readonly disassembly?: DisassemblyView;
  readonly headings: readonly PageHeading[];
}

const heading = (slug: string, text: string): PageHeading => ({ depth: 2, slug, text });

/** `site` is the origin that this site is served from, where that is known. */
export function examplePageView(model: ExampleModel, site?: string): ExamplePageView {
  const disassembly = disassemblyView(model);
  const selfContained = selfContainedView(model, site);
  return {
    example: exampleView(model),
    annotated: annotatedSource(model),
    verdicts: verdictsView(model),
    downloads: downloadsView(model),
    ...(selfContained && { selfContained }),
    ...(disassembly && { disassembly }),
    headings: [
      heading("source", "Source"),
      heading("scenarios", "Scenarios"),
      heading("watch", "Watch it run"),
      ...(disassembly ? [heading("disassembly", "Disassembly")] : []),
    ],
  };
}
