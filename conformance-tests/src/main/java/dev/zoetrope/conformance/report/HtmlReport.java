package dev.zoetrope.conformance.report;

import dev.zoetrope.conformance.contract.Contract;
import dev.zoetrope.conformance.contract.Operation;
import dev.zoetrope.conformance.report.Case.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One page: what was proved, operation by operation and status by status, and what was not. */
public final class HtmlReport {
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Conformance</title><style>
      body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;color:#1c1c28}
      table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .6rem;
      border-bottom:1px solid #ddd;vertical-align:top}.PROVED,.seen{color:#176b37}
      .FAILED,.missing{color:#b3261e;font-weight:600}.NOT_PROVED{color:#8a5a00}
      code{font-size:13px}pre{white-space:pre-wrap;margin:0}</style>
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private HtmlReport() {}

  /** Writes the page. */
  public static void write(
      String target, Contract contract, Coverage coverage, Map<String, List<Case>> parts, Path file)
      throws IOException {
    HtmlReport report = new HtmlReport();
    report.summary(target, coverage, parts);
    report.failures(parts);
    report.operations(contract, coverage);
    Files.writeString(file, report.page);
  }

  private void summary(String target, Coverage coverage, Map<String, List<Case>> parts) {
    page.append("<h1>Conformance of ")
        .append(escaped(target))
        .append("</h1><table>")
        .append("<tr><th>part<th>proved<th>failed<th>not proved</tr>");
    parts.forEach(
        (name, cases) -> {
          page.append("<tr><td>").append(escaped(name));
          for (Outcome outcome : Outcome.values()) {
            long count = cases.stream().filter(one -> one.outcome() == outcome).count();
            page.append("<td class=").append(outcome).append('>').append(count);
          }
        });
    int missing = coverage.missing().size();
    page.append("</table><p>Documented answers seen: ")
        .append(coverage.documented() - missing)
        .append(" of ")
        .append(coverage.documented())
        .append("</p>");
  }

  private void failures(Map<String, List<Case>> parts) {
    page.append("<h2>Not proved</h2><table>");
    parts.forEach(
        (name, cases) ->
            cases.stream()
                .filter(one -> one.outcome() != Outcome.PROVED)
                .forEach(
                    one ->
                        page.append("<tr class=")
                            .append(one.outcome())
                            .append("><td>")
                            .append(escaped(one.group()))
                            .append("<td>")
                            .append(escaped(one.name()))
                            .append("<td><pre>")
                            .append(escaped(one.detail()))
                            .append("</pre>")));
    page.append("</table>");
  }

  private void operations(Contract contract, Coverage coverage) {
    page.append("<h2>Operations</h2><table>");
    for (Operation operation : contract.operations()) {
      page.append("<tr><td><code>")
          .append(operation.method())
          .append(' ')
          .append(escaped(operation.path()))
          .append("</code><td>");
      coverage
          .counts()
          .forEach(
              (answer, count) -> {
                if (answer.operation().equals(operation.id())) {
                  page.append("<div class=")
                      .append(count == 0 ? "missing" : "seen")
                      .append('>')
                      .append(answer.status())
                      .append(' ')
                      .append(escaped(answer.mediaType()))
                      .append(": ")
                      .append(count)
                      .append("</div>");
                }
              });
    }
    page.append("</table></html>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
