/** Option group `eventGrid`: custom topics. */
export interface EventGridSettings {
  /**
   * Topics by name, in addition to those that components subscribe to. `false` removes a topic that an environment adds. A topic
   * accepts CloudEvents 1.0 from identities with the role "EventGrid Data Sender", and no keys.
   * @default {}
   */
  readonly topics: Readonly<Record<string, boolean>>;
}
