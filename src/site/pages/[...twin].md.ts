import type { APIRoute } from "astro";
import { model } from "../model.ts";
import { pageSlug } from "../paths.ts";
import { markdownTwins } from "../view/markdown-twins.ts";

/** Pages as Markdown, each at the address of its page with `.md` for the slash. */
export const getStaticPaths = () =>
  markdownTwins(model).map((twin) => ({ params: { twin: pageSlug(twin.href) }, props: { of: twin } }));

export const GET: APIRoute = ({ props }) => new Response(`${props.of.text()}\n`);
