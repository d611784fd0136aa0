import type { APIRoute } from "astro";
import { model } from "../model.ts";
import { releaseFeed } from "../view/release-feed.ts";

/** A feed needs whole addresses: without the site's address there is none. */
export const getStaticPaths = () => (import.meta.env.SITE ? [{ params: { feed: "releases" } }] : []);

export const GET: APIRoute = ({ site }) => new Response(releaseFeed(model, site ?? new URL(import.meta.env.SITE)));
