// Links: those to the bot itself stay in the page, others open beside it, and only known kinds open at all.
import { store } from "./store.js";

const OPENED = new Set(["http:", "https:", "mailto:", "tel:"]);
const TELEGRAM = new Set(["t.me", "telegram.me", "telegram.dog"]);

function parsed(address) {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
}

/** What a link to this bot asks for: {payload, group}; null for any other link. */
export function deepLink(address) {
  const url = parsed(address);
  if (!url) return null;
  const onWeb = TELEGRAM.has(url.hostname) && url.pathname.slice(1).split("/")[0];
  const inApp = url.protocol === "tg:" && url.hostname === "resolve" && url.searchParams.get("domain");
  if ((onWeb || inApp || "").toLowerCase() !== store.bot.username) return null;
  const group = url.searchParams.get("startgroup");
  return { payload: url.searchParams.get("start") ?? group ?? null, group: group !== null };
}

/** The address to open in another tab; null where it must not be opened. */
export function outside(address) {
  const url = parsed(address);
  return url && OPENED.has(url.protocol) ? url.href : null;
}
