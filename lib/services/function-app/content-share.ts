/** The setting that names the share that an app or a slot runs from. */
export const CONTENT_SHARE = "WEBSITE_CONTENTSHARE";
