import GithubSlugger from "github-slugger";
import type { SiteModel } from "../../node/build/site-model.ts";
import { grouped } from "./grouped.ts";
import { type MessageView, messageViews } from "./message-view.ts";

export interface MessageGroup {
  readonly id: string;
  /** The rule that the messages name. */
  readonly title: string;
  readonly messages: readonly MessageView[];
}

/** Messages by the first rule that they name. */
export function messageGroups(model: SiteModel): MessageGroup[] {
  const slugger = new GithubSlugger();
  return [...grouped(messageViews(model), ({ rules }) => rules[0]?.title ?? "")].map(([title, messages]) => ({
    id: slugger.slug(title),
    title,
    messages,
  }));
}
