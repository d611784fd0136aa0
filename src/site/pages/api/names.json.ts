import type { APIRoute } from "astro";
import { model } from "../../model.ts";
import { namedPages } from "../../view/named-pages.ts";

/** What search finds by its name alone. */
export const GET: APIRoute = () => new Response(JSON.stringify(namedPages(model)));
