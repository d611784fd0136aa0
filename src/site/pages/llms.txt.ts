import type { APIRoute } from "astro";
import { model } from "../model.ts";
import { llmsText } from "../view/llms-text.ts";

/** What the site holds, for programs that read. */
export const GET: APIRoute = ({ site }) => new Response(llmsText(model, site));
