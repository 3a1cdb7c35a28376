package dev.zoetrope.conformance.report;

import dev.zoetrope.conformance.report.Case.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes what was found in the form that build servers read. */
public final class JUnitReport {
  private JUnitReport() {}

  /** One suite for each part; what was not proved is skipped. */
  public static void write(Map<String, List<Case>> parts, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (Map.Entry<String, List<Case>> part : parts.entrySet()) {
        writeSuite(xml, part.getKey(), part.getValue());
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("cannot write " + file, e);
    }
  }

  private static void writeSuite(XMLStreamWriter xml, String name, List<Case> cases)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", count(cases, Outcome.FAILED));
    xml.writeAttribute("skipped", count(cases, Outcome.NOT_PROVED));
    for (Case one : cases) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", one.group());
      xml.writeAttribute("name", printable(one.name()));
      if (one.outcome() != Outcome.PROVED) {
        xml.writeStartElement(one.outcome() == Outcome.FAILED ? "failure" : "skipped");
        xml.writeAttribute("message", printable(one.detail().lines().findFirst().orElse("")));
        xml.writeCharacters(printable(one.detail()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String count(List<Case> cases, Outcome outcome) {
    return Long.toString(cases.stream().filter(one -> one.outcome() == outcome).count());
  }

  /** XML has no way to say most control characters. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]|[\\uD800-\\uDFFF\\uFFFE\\uFFFF]", "\uFFFD");
  }
}
