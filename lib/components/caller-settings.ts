/** The app settings that say where the code finds out who is calling. */
export const CALLER_SETTINGS = {
  /** `app-service`: App Service authentication validates tokens, and names the caller in a header. */
  from: "HTTP_CALLERS",
  /** The issuer of the tokens that the code validates. */
  issuer: "HTTP_TOKEN_ISSUER",
  /** The audiences of these tokens, with commas between them. */
  audiences: "HTTP_TOKEN_AUDIENCES",
} as const;

/** The value of {@link CALLER_SETTINGS.from} with `functionApp.signIn`. */
export const FROM_APP_SERVICE = "app-service";
