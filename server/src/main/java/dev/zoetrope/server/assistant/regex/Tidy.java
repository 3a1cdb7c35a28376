package dev.zoetrope.server.assistant.regex;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Descriptions in the words that the readings know: usual typing errors and turns of phrase. */
final class Tidy {
  /** What many people write another way. */
  private static final Map<String, String> TYPOS =
      Map.ofEntries(
          Map.entry("teh", "the"),
          Map.entry("querry", "query"),
          Map.entry("adress", "address"),
          Map.entry("adresses", "addresses"),
          Map.entry("emial", "email"),
          Map.entry("emials", "emails"),
          Map.entry("seperated", "separated"),
          Map.entry("begining", "beginning"),
          Map.entry("lenght", "length"),
          Map.entry("charachters", "characters"),
          Map.entry("charcters", "characters"),
          Map.entry("caracters", "characters"),
          Map.entry("didgits", "digits"),
          Map.entry("digts", "digits"),
          Map.entry("hypen", "hyphen"),
          Map.entry("hypens", "hyphens"),
          Map.entry("upercase", "uppercase"),
          Map.entry("lowercse", "lowercase"),
          Map.entry("contians", "contains"),
          Map.entry("containg", "containing"),
          Map.entry("folowed", "followed"),
          Map.entry("followd", "followed"),
          Map.entry("numers", "numbers"),
          Map.entry("leters", "letters"),
          Map.entry("stating", "starting"),
          Map.entry("paramter", "parameter"),
          Map.entry("paramters", "parameters"));

  private static final Pattern WORD = Pattern.compile("(?<![\\w/.@-])[a-z]{3,}(?![\\w/@-])");

  /** What adds nothing. */
  private static final Pattern EMPTY =
      Pattern.compile(
          "(?i),?\\s*\\(?\\b(?:in (?:any|either|whatever|no particular) order)\\)?|(?<=\\s)(?:any |either )?one of (?:the following:? |these:? )?(?=\\S)|(?<=with |in )any of (?=\\S)");

  private static final Pattern APEX =
      Pattern.compile(
          "(?i)(.*\\bsubdomains?\\b.*?)[,]?\\s*\\(?(?:but )?not (?:the )?(?:[\\w-]+(?:\\.[\\w-]+)+ itself|(?:bare|root|apex|main|naked) (?:domain|one|[\\w-]+(?:\\.[\\w-]+)+)(?: itself)?)\\)?");

  /** What can be said in other words that are understood. */
  private static final List<Map.Entry<Pattern, String>> OTHERWISE =
      List.of(
          Map.entry(Pattern.compile("(?i)\\bset to\\b"), "is"),
          Map.entry(Pattern.compile("(?i)(?:, | \\()the (\\S+) ones\\)?$"), ": $1"),
          Map.entry(
              Pattern.compile(
                  "(?i)^(?:just |only )?(?:the )?home ?page,? \\(?(?:i\\.?e\\.?,? )?(?:the )?(?:path |url )?(?:is )?(?:exactly )?/\\)?$"),
              "homepage"),
          Map.entry(Pattern.compile("(?i)\\b(subdomains? of \\S+) \\([^)]*\\)"), "$1"),
          Map.entry(
              Pattern.compile("(?i) \\((?:non-empty|any minor(?: version)?|any \\w+ is fine)\\)"),
              ""),
          Map.entry(
              Pattern.compile(
                  "(?i)(?<=\\d) \\((?:numeric (?:ids?|only|id only)|(?:numbers?|digits) only|only (?:numbers|digits))\\)$"),
              ""),
          Map.entry(
              Pattern.compile("(?i)^([\\w-]+(?:, [\\w-]+)*,? or [\\w-]+) in the [a-z ]+?(,.*)?$"),
              "contains $1$2"),
          Map.entry(
              Pattern.compile("(?i)^negative numbers,? (?:whole|integer) or decimal$"),
              "negative reals"),
          Map.entry(Pattern.compile("(?i)\\bwhose local part is (\\S+)$"), "starting with $1@"),
          Map.entry(Pattern.compile("(?i)^exactly the (?:word|text|value|string) "), "exactly "),
          Map.entry(
              Pattern.compile("(?i)\\b(?:wrapped|enclosed|surrounded) (?:in|by|with) "), "in "),
          Map.entry(
              Pattern.compile(
                  "(?i) at the (?:start|beginning) of the (?:path|url)(?=,? (?:like|such as|e\\.g))"),
              ""),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(emails?|email addresses) (?:at|on|from|with) (?:any |a )?subdomains? of (\\S+)"),
              "$1 at .$2"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(?:has|have|contains?|containing|includes?|including|with|having|mentions?|mentioning) the (?:words?|phrase|text|string|sentence) ([a-z]+(?: (?!or\\b|and\\b|but\\b|not\\b|followed\\b|then\\b|in\\b)[a-z]+)+)$"),
              "contains \"$1\""),
          Map.entry(
              Pattern.compile("(?i)^(?:is|are) (?:either )?([\\w-]+(?:, [\\w-]+)*,? or [\\w-]+)$"),
              "exactly $1"),
          Map.entry(
              Pattern.compile(
                  "(?i)^(?:all |any )?(?:urls?|titles?|paths?|messages?|(?:[a-z]+ )?names?|pages?|emails?)(?: that are| which are| with| of| having)? (?=(?:more|longer|less|fewer|shorter|at least|at most|up to|exactly|over) (?:than )?\\d+ (?:characters?|chars?)\\b)"),
              "strings with "),
          Map.entry(
              Pattern.compile(
                  "(?i)^(?:the )?(?:referrer|referer|host|domain|site)s? (?:is|are|equals) ((?:[\\w-]+\\.)+[a-z]{2,})(?:,? (?:with|on|including|and)(?: any| all| its)? subdomains?)?$"),
              "urls on the domain $1"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(emails?|e-mails?|email addresses) like (?=(?:[\\w-]+\\.)+[a-z]{2,}(?:(?:, | and | or |, and |, or )(?:[\\w-]+\\.)+[a-z]{2,})*$)"),
              "$1 from "),
          Map.entry(
              Pattern.compile("(?i)^(?:exactly |with )*(\\w+) decimal places?$"),
              "numbers with $1 decimals"),
          Map.entry(
              Pattern.compile("(?i)^(?:contains? |has |with )?(.+?) consecutive (\\w+)$"),
              "$1 $2 in a row"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\bfirst(?: name)? and last names?(?: separated by a space)?\\b"),
              "full name"),
          Map.entry(
              Pattern.compile(
                  "(?i),? (?:including|and) (?:all |any |its |their |all its |all their |everything )*(?:sub-?pages|sub-?paths|child pages|children|below(?: it)?|under(?:neath)?(?: it)?|beneath(?: it)?)$"),
              ""),
          Map.entry(
              Pattern.compile(
                  "(?i)^(?:urls?|links?|pages?) (?:with|using|over|on|that use) https(?: only)?(?:,? (?:and |but )?not http)?$"),
              "https urls"),
          Map.entry(
              Pattern.compile(
                  "(?i)^(?:urls?|links?|pages?) (?:with|using|over|on|that use) http(?: only)?(?:,? (?:and |but )?(?:not|instead of) https)?$"),
              "insecure urls"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\bin the (\\d+(?:\\.\\d+)*)(?:\\.[xX*])+ (?:range|network|subnet|block)\\b"),
              "starting with $1."),
          Map.entry(
              Pattern.compile(
                  "(?i)(\\bhh:mm(?::ss)?\\b),? (?:\\(?in )?24[- ]?h(?:ours?|r)?(?: format| clock| time)*\\)?"),
              "$1"),
          Map.entry(
              Pattern.compile("(?i)\\b24[- ]?h(?:ours?|r)? (?:format |clock |time )?(?=hh:mm)"),
              ""),
          Map.entry(
              Pattern.compile("(?i)^(?:empty|blank) or (?:only )?(?:whitespace|spaces)(?: only)?$"),
              "blank text"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(letters?|digits?|numbers?|characters?)-(?=(?:\\d|an?|one|two|three|four|five|six)\\b)"),
              "$1, a dash, "),
          Map.entry(Pattern.compile("(?i)\\bno\\.(?= )"), "number"),
          Map.entry(Pattern.compile("(?<=\\w) = (?=\\w)"), ": "),
          Map.entry(
              Pattern.compile(
                  "(?i)(?<=\\w) \\+ (?=(?:\\d|an?|one|two|three|four|five|six|seven|eight|nine|ten|some|letters?|digits?|numbers?)\\b)"),
              " followed by "),
          Map.entry(Pattern.compile("(?i)\\ba plus(?: symbol| sign)?(?= |$)"), "\"+\""),
          Map.entry(
              Pattern.compile(
                  "(?i)\\bnon[- ](\\w+) (addresses|emails|urls|pages|links|values|users)\\b"),
              "$2 that are not $1"),
          Map.entry(Pattern.compile("(?i)\\bday([./-])month\\1year\\b"), "DD$1MM$1YYYY"),
          Map.entry(Pattern.compile("(?i)\\byear([./-])month\\1day\\b"), "YYYY$1MM$1DD"),
          Map.entry(Pattern.compile("(?i)\\bmonth([./-])day\\1year\\b"), "MM$1DD$1YYYY"),
          Map.entry(
              Pattern.compile("(?i)\\b(start|begin)(s?) and ends? with (.+)$"),
              "$1$2 with $3 and ends with $3"),
          Map.entry(
              Pattern.compile("(?i)^links? to ([a-z]+(?:(?:, | or )[a-z]+)*)$"), "contains $1"),
          Map.entry(Pattern.compile("(?i)\\bzip ?\\+ ?4\\b"), "zip plus-four"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(with|having|have|has|contains?|containing) (an? [a-z ]+?) in (?:the (?:url|path|address|link|name|title|text|string)|it|them|(?:its|their) (?:names?|urls?|paths?))$"),
              "$1 $2"),
          Map.entry(
              Pattern.compile("(?i)(?<!localhost )\\b(?:with|on|at|using)(?: the)? port (\\d+)\\b"),
              "containing :$1"),
          Map.entry(Pattern.compile("(?i)^(mailto|tel|ftp)(?::|://)? (?=links?|urls?)"), "$1 "),
          Map.entry(Pattern.compile("(?i)^(https) only$"), "$1 urls"),
          Map.entry(Pattern.compile("(?i)\\bam/pm\\b"), "am or pm"),
          Map.entry(
              Pattern.compile("(?i)^(?:everything|every (?:page|url|path)) but (?=/)"), "not "),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(?:between|inside|within) (brackets|parentheses|square brackets|quotes)\\b"),
              "in $1"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\bin (?:the|our) (/\\S+(?:(?:, | or | and )/\\S+)*) (?:areas?|sections?|folders?|director(?:y|ies)|parts?|trees?)\\b"),
              "under $1"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(thank|sign|log|about|contact|check) (you|up|in|out|us)(?= (?:pages?|screens?|or|and|,))"),
              "$1-$2"),
          Map.entry(
              Pattern.compile("(?i)\\blocalhost (?:with|on|at)(?: the)? port (\\d+)"),
              "contains localhost:$1"),
          Map.entry(Pattern.compile("(?i)\\btrue/false\\b"), "true or false"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(\\d{1,3}) ?[-\u2013] ?(\\d{1,3}) (?=(?:upper|lower|hex|alpha)?\\w*(?: ?case)? ?(?:digits?|numbers?|letters?|characters?|chars?|words?|alphanumeric))"),
              "$1 to $2 "),
          Map.entry(
              Pattern.compile(
                  "(?i)\\bin the (\\d+(?:\\.\\d+)+)(?:\\.[x*])* (?:range|network|subnet|block)\\b"),
              "starting with $1"),
          Map.entry(
              Pattern.compile(
                  "(?i)^(?:the )?query(?: ?string| params?| parameters?)? (contains|has|includes) "),
              "$1 "),
          Map.entry(
              Pattern.compile("(?i)\\bwith an? ((?:[a-z]+ ){0,2}[a-z]+) at the (?:very )?end$"),
              "ending in a $1"),
          Map.entry(
              Pattern.compile(
                  "(?i)(?<!optionally )\\bwith (\\S*[^A-Za-z\\s]\\S*) at the (?:very )?end$"),
              "ending with $1"),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(numbers?|values?|integers?|ages?|prices?|amounts?|scores?|durations?) under (\\d+)"),
              "$1 less than $2"),
          Map.entry(
              Pattern.compile("(?i)\\b(?:from|in|of) the (?<decade>\\d{3})0s\\b"),
              "between ${decade}0 and ${decade}9"),
          Map.entry(
              Pattern.compile("(?i)\\bin (?:the )?(\\d{1,3})\\.0\\.0\\.0/8\\b"),
              "starting with $1."),
          Map.entry(
              Pattern.compile("(?i)\\bin (?:the )?(\\d{1,3}\\.\\d{1,3})\\.0\\.0/16\\b"),
              "starting with $1."),
          Map.entry(
              Pattern.compile("(?i)\\bin (?:the )?(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.0/24\\b"),
              "starting with $1."),
          Map.entry(Pattern.compile("(?i)^yes/no$"), "yes or no"),
          Map.entry(
              Pattern.compile("(?i)^(?:with |has |have )?(?:a )?trailing slash(?:es)?$"),
              "urls that end with a slash"),
          Map.entry(
              Pattern.compile(
                  "^(?i:browsers?|devices?|operating systems?|countries|cities|plans?|names?|buttons?|labels?|status(?:es)?|states?|colou?rs?|models?)"
                      + "(?i: (?:are|is|named|called|like))?:? (?=[A-Z][a-z]+(?: [A-Z][a-z]+)*(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)*)* or [A-Z])"),
              ""),
          Map.entry(
              Pattern.compile("(?i)\\bdecimal (numbers?) (?=with (?:\\w+ ){1,4}decimals?\\b)"),
              "$1 "),
          Map.entry(
              Pattern.compile(
                  "(?i)\\b(\\w+) (?:digits?|numbers?|places?) after the (?:dot|point|decimal point|comma|decimal)\\b"),
              "$1 decimals"),
          Map.entry(
              Pattern.compile(
                  "(?i)^(?:positive )?(?:whole numbers?|integers?|numbers?) (?:without|with no) leading zeros?$"),
              "strictly positive integers"),
          Map.entry(
              Pattern.compile(
                  "(?i)^(numbers?|integers?) with an optional (?:minus(?: sign)?|sign)$"),
              "signed $1"));

  private Tidy() {}

  /** The description as it would be written with care. */
  static String of(String description) {
    String text = description.strip().replaceAll("\\s+", " ");
    Matcher word = WORD.matcher(text);
    text = word.replaceAll(found -> TYPOS.getOrDefault(found.group(), found.group()));
    text = EMPTY.matcher(text).replaceAll("").replace(" plus tag", " plus-tag");
    for (Map.Entry<Pattern, String> other : OTHERWISE) {
      text = other.getKey().matcher(text).replaceAll(other.getValue());
    }
    Matcher apex = APEX.matcher(text);
    return apex.matches() ? apex.group(1) : text;
  }
}
