/** What holds for one option of a service, beside its type. */
export interface OptionRule {
  /** Switched by `true` or `false`, or on by saying anything of it. */
  readonly isSwitch?: true;
  /** Holds switches of these names, and switches all of them by `true` or `false`. */
  readonly switches?: readonly string[];
  /** Its values may be secrets: they are never printed. */
  readonly mayBeSecret?: true;
  /** Every function gets it as app settings: a component's secret does not belong there. */
  readonly isOfEveryFunction?: true;
}

/** Why a service cannot be left out, and what to do instead. */
export interface RequiredService {
  readonly why: string;
  readonly instead: string;
}
