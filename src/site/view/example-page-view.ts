import type { ExampleModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { type AnnotatedSource, annotatedSource } from "./annotated-source.ts";
import { type DisassemblyView, disassemblyView } from "./disassembly-view.ts";
import { type DownloadView, downloadsView } from "./downloads-view.ts";
import { type ExampleView, exampleView } from "./example-view.ts";
import { type VerdictsView, verdictsView } from "./verdicts-view.ts";

/** All that an example's own page shows. */
export interface ExamplePageView {
  readonly example: ExampleView;
  readonly annotated: AnnotatedSource;
  readonly verdicts: VerdictsView;
  readonly downloads: readonly DownloadView[];
  readonly disassembly?: DisassemblyView;
  readonly headings: readonly PageHeading[];
}

const heading = (slug: string, text: string): PageHeading => ({ depth: 2, slug, text });

export function examplePageView(model: ExampleModel): ExamplePageView {
  const disassembly = disassemblyView(model);
  return {
    example: exampleView(model),
    annotated: annotatedSource(model),
    verdicts: verdictsView(model),
    downloads: downloadsView(model),
    ...(disassembly && { disassembly }),
    headings: [
      heading("source", "Source"),
      heading("scenarios", "Scenarios"),
      heading("watch", "Watch it run"),
      ...(disassembly ? [heading("disassembly", "Disassembly")] : []),
    ],
  };
}
