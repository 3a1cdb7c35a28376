package dev.zoetrope.server.assistant.filters;

import dev.zoetrope.server.assistant.filters.Sense.Kind;
import java.math.BigDecimal;

/** Numbers in digits and words, with units of time. */
final class Numbers {
  /**
   * A number, or two with a range between them.
   *
   * @param high null when there is one
   * @param unit in seconds; null when there is none
   */
  record Amount(BigDecimal low, BigDecimal high, BigDecimal unit, int next) {
    String text(boolean ofHigh) {
      BigDecimal number = ofHigh ? high : low;
      BigDecimal value = unit == null ? number : number.multiply(unit);
      return value.stripTrailingZeros().toPlainString();
    }

    Amount scaled(BigDecimal factor, int end) {
      return new Amount(low, high, factor, end);
    }
  }

  private Numbers() {}

  /**
   * The number at this place, or null.
   *
   * @param between whether "and" joins two numbers
   */
  static Amount read(Cursor cursor, int i, boolean between) {
    Amount amount = single(cursor, i);
    if (amount == null) {
      return null;
    }
    int j = amount.next();
    Item joint = cursor.item(j);
    boolean joins =
        joint != null
            && (joint.is(Token.Kind.DASH)
                || joint.token().is("to")
                || joint.token().is("through")
                || (between && joint.has(Kind.AND)));
    Amount second = joins ? single(cursor, j + 1) : null;
    if (second == null) {
      return amount;
    }
    BigDecimal unit = second.unit();
    if (amount.unit() != null && unit != null && amount.unit().compareTo(unit) != 0) {
      return new Amount(
          amount.low().multiply(amount.unit()),
          second.low().multiply(unit),
          BigDecimal.ONE,
          second.next());
    }
    return new Amount(
        amount.low(), second.low(), unit == null ? amount.unit() : unit, second.next());
  }

  private static Amount single(Cursor cursor, int i) {
    Item item = cursor.item(i);
    if (item == null || item.period() != null) {
      return null;
    }
    // "A couple of" and "a hundred" begin with it, too.
    boolean article = (item.token().is("a") || item.token().is("an")) && !item.has(Kind.NUMBER);
    if (article && cursor.has(i + 1, Kind.UNIT)) {
      boolean more = andHalf(cursor, i + 2);
      return new Amount(
          more ? BigDecimal.valueOf(1.5) : BigDecimal.ONE,
          null,
          unit(cursor, i + 1),
          more ? i + 5 : i + 2);
    }
    BigDecimal number = number(item);
    if (number == null) {
      return null;
    }
    int j = i + 1;
    if (number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0) {
      // Half a minute, half of an hour.
      int unitAt = cursor.pastNoise(j);
      return cursor.has(unitAt, Kind.UNIT)
          ? new Amount(number, null, unit(cursor, unitAt), unitAt + 1)
          : null;
    }
    Item behind = cursor.item(j);
    if (behind != null
        && behind.is(Token.Kind.WORD)
        && behind.token().glued()
        && behind.token().is("k")) {
      number = number.multiply(BigDecimal.valueOf(1000));
      j++;
    }
    if (andHalf(cursor, j)) {
      number = number.add(BigDecimal.valueOf(0.5));
      j += 3;
    }
    BigDecimal unit = unit(cursor, j);
    if (unit != null && andHalf(cursor, j + 1)) {
      return new Amount(number.add(BigDecimal.valueOf(0.5)), null, unit, j + 4);
    }
    return unit == null ? new Amount(number, null, null, j) : withRest(cursor, number, unit, j + 1);
  }

  /** One minute and thirty seconds. */
  private static Amount withRest(Cursor cursor, BigDecimal number, BigDecimal unit, int end) {
    int at = cursor.has(end, Kind.AND) ? end + 1 : end;
    BigDecimal rest =
        cursor.item(at) == null || cursor.item(at).period() != null
            ? null
            : number(cursor.item(at));
    BigDecimal smaller = rest == null ? null : unit(cursor, at + 1);
    return smaller == null || smaller.compareTo(unit) >= 0
        ? new Amount(number, null, unit, end)
        : new Amount(
            number.multiply(unit).add(rest.multiply(smaller)), null, BigDecimal.ONE, at + 2);
  }

  /** "And a half", of the hours before it or after it. */
  private static boolean andHalf(Cursor cursor, int i) {
    return cursor.has(i, Kind.AND)
        && cursor.item(i + 1) != null
        && cursor.item(i + 1).token().is("a")
        && cursor.item(i + 2) != null
        && cursor.item(i + 2).token().is("half");
  }

  static BigDecimal number(Item item) {
    if (item.is(Token.Kind.NUMBER)) {
      return item.text().length() > 12 ? null : new BigDecimal(item.text());
    }
    Sense sense = item.sense(Kind.NUMBER);
    return sense == null ? null : new BigDecimal(sense.argument(0));
  }

  static BigDecimal unit(Cursor cursor, int i) {
    Item item = cursor.item(i);
    Sense sense = item == null ? null : item.sense(Kind.UNIT);
    return sense == null ? null : new BigDecimal(sense.argument(0));
  }
}
