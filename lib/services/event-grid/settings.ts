/** Option group `eventGrid`: custom topics. */
export interface EventGridSettings {
  /**
   * Topics by name, beside those that components take events of; `false` leaves one of them out again. They take
   * CloudEvents 1.0 from whoever has the role "EventGrid Data Sender" on them, never by a key.
   * @default {}
   */
  readonly topics: Readonly<Record<string, boolean>>;
}
