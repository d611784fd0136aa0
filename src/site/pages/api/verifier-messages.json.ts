import type { APIRoute } from "astro";
import { model } from "../../model.ts";
import { messageViews } from "../../view/message-view.ts";

/** What search holds a query against: the words of each message, and where its page is. */
export const GET: APIRoute = () =>
  new Response(
    JSON.stringify(messageViews(model).map(({ words, summary, href }) => ({ words, meaning: summary, href }))),
  );
