import { pathOf } from "../core/diagnostics/diagnostic.ts";
import { apiFiles } from "../node/build/api-files.ts";
import type { StagesReport } from "../node/build/build.ts";
import { imageFiles } from "../node/build/image-files.ts";
import { runFiles } from "../node/build/run-files.ts";
import type { SiteFile } from "../node/build/site-file.ts";
import { contentKey } from "../node/cache/content-key.ts";
import { showPlaces } from "../node/content/shown-path.ts";
import { showSite, type WithheldPage } from "../node/pages/shown-site.ts";
import { siteConfig } from "../node/pages/site-config.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import type { Checker, Pass } from "../node/watch/check-again.ts";
import type { FilesByPath } from "./mending.ts";
import { pageOf } from "./page-of.ts";
import { showable } from "./showable.ts";
import { shownFinding } from "./shown-finding.ts";
import type { SiteState } from "./site-state.ts";
import { withheldPages } from "./withheld.ts";

/** The site as it is shown: of what stands in the content folder, all that is right, and the rest as it last was right. */
export class LiveSite {
  readonly #content: string;
  readonly #check: Checker["check"];
  /** Files as they last stood on pages with nothing wrong in them. */
  #good: FilesByPath = new Map();
  #paths: readonly string[] = [];
  #shown: StagesReport | undefined;
  #files: ReadonlyMap<string, SiteFile> | undefined;
  #withheld: ReadonlyMap<string, WithheldPage> = new Map();
  state: SiteState = { version: 0, findings: [] };

  constructor(content: string, check: Checker["check"]) {
    this.#content = content;
    this.#check = check;
  }

  /** Stands for all that a server reads only when it starts: it has to start again for another one. Undefined while nothing is shown. */
  configKey(): string | undefined {
    const { assembled, sources } = this.#shown ?? {};
    if (!assembled || !sources) return undefined;
    return contentKey(JSON.stringify(siteConfig(assembled.site)), ...(sources.images ?? []).map(({ bytes }) => bytes));
  }

  async take({ files, report }: Pass): Promise<void> {
    const found = await showable(files, report, this.#good, this.#check);
    const findings = distinctFindings(report.diagnostics);
    const placed = showPlaces(findings, this.#content);
    if (found) {
      this.#good = found.whole;
      this.#paths = found.paths;
      this.#shown = found.report;
      this.#files = undefined;
    }
    this.#withheld = withheldPages(files.value ?? [], this.#paths);
    const { assembled: model, sources } = this.#shown ?? {};
    if (model && sources) {
      const pages = new Map(sources.pages.map((page) => [page.path, page]));
      showSite({ model, pages, withheld: this.#withheld });
    }
    this.state = {
      version: this.state.version + 1,
      findings: placed.map((each, at) => shownFinding(each, pageOf(pathOf(findings[at] ?? each)))),
    };
  }

  /** Whether there would be a page at this path of the site if its files could be shown. */
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
