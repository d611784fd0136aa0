import { pathOf } from "../core/diagnostics/diagnostic.ts";
import { apiFiles } from "../node/build/api-files.ts";
import type { StagesReport } from "../node/build/build.ts";
import { imageFiles } from "../node/build/image-files.ts";
import { runFiles } from "../node/build/run-files.ts";
import type { SiteFile } from "../node/build/site-file.ts";
import type { ContentFile } from "../node/content/read-content-files.ts";
import { showPlaces } from "../node/content/shown-path.ts";
import { showSite } from "../node/pages/shown-site.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import type { Checker, Pass } from "../node/watch/check-again.ts";
import { pageOf } from "./page-of.ts";
import { showable } from "./showable.ts";
import { shownFinding } from "./shown-finding.ts";
import type { SiteState } from "./site-state.ts";
import { withheldPages } from "./withheld.ts";

/** The site as it is shown: of what stands in the content folder, all that is right, and the last right state of the rest. */
export class LiveSite {
  readonly #content: string;
  readonly #check: Checker["check"];
  #good: ReadonlyMap<string, ContentFile> = new Map();
  #shown: StagesReport | undefined;
  #files: ReadonlyMap<string, SiteFile> | undefined;
  #withheld: ReadonlySet<string> = new Set();
  state: SiteState = { version: 0, findings: [] };

  constructor(content: string, check: Checker["check"]) {
    this.#content = content;
    this.#check = check;
  }

  /** Whether there is anything to show. */
  get isThere(): boolean {
    return this.#shown !== undefined;
  }

  async take({ files, report }: Pass): Promise<void> {
    const found = await showable(files, report, this.#good, this.#check);
    const findings = distinctFindings(report.diagnostics);
    const placed = showPlaces(findings, this.#content);
    if (found) {
      const { assembled: model, sources } = found.report;
      if (model) showSite({ model, pages: new Map(sources.pages.map((page) => [page.path, page])) });
      this.#good = found.files;
      this.#shown = found.report;
      this.#files = undefined;
    }
    const inFolder = (files.value ?? []).map(({ path }) => path);
    this.#withheld = withheldPages(inFolder, this.#good.keys());
    this.state = {
      version: this.state.version + 1,
      findings: placed.map((each, at) => shownFinding(each, pageOf(pathOf(findings[at] ?? each)))),
    };
  }

  /** Whether there would be a page at this path of the site if its files were right. */
  withholds(path: string): boolean {
    return this.#withheld.has(path);
  }

  /** A file that a build writes beside the pages, by its path on the site. */
  file(path: string): SiteFile | undefined {
    this.#files ??= this.#siteFiles();
    return this.#files.get(path);
  }

  #siteFiles(): ReadonlyMap<string, SiteFile> {
    const { assembled: model, built, sources } = this.#shown ?? {};
    if (!model || !built || !sources) return new Map();
    const files = [...apiFiles(model, built.kernel), ...runFiles(built, sources), ...imageFiles(sources)];
    return new Map(files.map((file) => [file.path, file]));
  }
}
