import GithubSlugger from "github-slugger";
import type { SiteModel } from "../../node/build/site-model.ts";
import { grouped } from "./grouped.ts";
import { type MessageView, messageViews } from "./message-view.ts";

export interface MessageGroup {
  readonly id: string;
  /** The rule that the messages name. */
  readonly title: string;
  readonly meanings: readonly Meaning[];
}

/** Messages that mean the same. */
export interface Meaning {
  readonly summary: string;
  readonly messages: readonly Pick<MessageView, "words" | "href">[];
}

/** Words that mean the same, together; in the order in which the first of each comes. */
export const byMeaning = <Message extends { readonly summary: string }>(messages: readonly Message[]) =>
  [...grouped(messages, ({ summary }) => summary)].map(([summary, members]) => ({ summary, messages: members }));

/** Messages by the first rule that they name. */
export function messageGroups(model: SiteModel): MessageGroup[] {
  const slugger = new GithubSlugger();
  return [...grouped(messageViews(model), ({ rules }) => rules[0]?.title ?? "")].map(([title, messages]) => ({
    id: slugger.slug(title),
    title,
    meanings: byMeaning(messages),
  }));
}
