import { lastChanges } from "../../node/pages/last-changes.ts";
import { contentFolder, readPage } from "../../node/pages/read-page.ts";
import { model } from "../model.ts";

/** What a page is about, as far as that says which files its words stand in. */
export interface SourceSubject {
  readonly kfunc?: string | undefined;
  readonly example?: string | undefined;
  /** Below the content folder. */
  readonly source?: string | undefined;
}

export interface PageSource {
  /** Where the file can be changed, and what became of it; absent where nobody has said where the repository is. */
  readonly editUrl?: string;
  readonly historyUrl?: string;
  readonly lastUpdated?: Date;
}

const changes = lastChanges(contentFolder(), ".");

/** The file to edit comes first. */
function filesOf({ kfunc, example, source }: SourceSubject): string[] {
  const page = model.kfuncs.find(({ name }) => name === kfunc)?.page;
  const spec = page?.replace(/\.md$/, ".yaml");
  const files = page && spec ? (readPage(page) ? [page, spec] : [spec]) : [];
  const ofExample = model.examples.find(({ key }) => key === example);
  const code = ofExample
    ? [`examples/${ofExample.key}.yaml`, `examples/${ofExample.subsystem}/${ofExample.sourceFile}`]
    : [];
  return [...files, ...code, ...(source ? [source] : [])];
}

/** Of the files that a page's words stand in. `KFDOC_EDIT_URL` and `KFDOC_HISTORY_URL` go before what the settings say. */
export function pageSource(subject: SourceSubject): PageSource {
  const files = filesOf(subject);
  const { KFDOC_EDIT_URL: edit = model.site.edit_url, KFDOC_HISTORY_URL: history = model.site.history_url } =
    process.env;
  const [file] = files;
  const dates = files
    .flatMap((path) => changes.get(path) ?? [])
    .sort((left, right) => right.getTime() - left.getTime());
  return {
    ...(file && edit && { editUrl: `${edit}${file}` }),
    ...(file && history && { historyUrl: `${history}${file}` }),
    ...(dates[0] && { lastUpdated: dates[0] }),
  };
}
