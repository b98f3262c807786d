package dwell.sigma;

/** How a number stands to another. */
enum Comparison {
  LT,
  LTE,
  EQ,
  GTE,
  GT;

  /**
   * Whether it holds.
   *
   * @param order negative where the first is less, as {@link Comparable#compareTo}
   */
  boolean holds(int order) {
    return switch (this) {
      case LT -> order < 0;
      case LTE -> order <= 0;
      case EQ -> order == 0;
      case GTE -> order >= 0;
      case GT -> order > 0;
    };
  }
}
