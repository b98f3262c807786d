package dwell.chart;

import java.awt.Color;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jfree.svg.SVGGraphics2D;

/**
 * What JFreeChart drew, as SVG for the inside of a page: without ids, namespaces and style
 * attributes (which a strict Content-Security-Policy refuses), colours as classes so that the
 * page's style decides on them, and labels as text of its own. JFreeChart draws no text here: where
 * it would stand depends on the fonts of the machine.
 */
final class Drawing {
  /** Kinds of ink; the class is {@code fill-N} or {@code line-N} with its ordinal. */
  private static final int LINE = 250;

  private final SVGGraphics2D graphics;
  private final int width;
  private final int height;
  private final List<Label> labels = new ArrayList<>();

  private record Label(String text, double x, double y, String anchor) {}

  Drawing(int width, int height) {
    this.width = width;
    this.height = height;
    this.graphics = new SVGGraphics2D(width, height);
  }

  /** The paint of the series with that number, from 0. */
  static Color series(int number) {
    return new Color(number, 0, 0);
  }

  /** The paint of axes and grid lines. */
  static Color line() {
    return new Color(LINE, 0, 0);
  }

  SVGGraphics2D graphics() {
    return graphics;
  }

  /**
   * Adds text; it may come from evidence.
   *
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  void label(String text, double x, double y, String anchor) {
    labels.add(new Label(text, x, y, anchor));
  }

  /**
   * The SVG, safe to stand in a page as it is.
   *
   * @param title what a screen reader tells
   */
  String svg(String title) {
    StringWriter out = new StringWriter();
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
      XMLStreamReader in =
          factory.createXMLStreamReader(new StringReader(graphics.getSVGElement()));
      XMLStreamWriter svg = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      svg.writeStartElement("svg");
      svg.writeAttribute("class", "chart");
      svg.writeAttribute("role", "img");
      svg.writeAttribute("viewBox", "0 0 " + width + " " + height);
      svg.writeStartElement("title");
      svg.writeCharacters(VisibleText.of(title));
      svg.writeEndElement();
      shapes(in, svg);
      for (Label label : labels) {
        svg.writeStartElement("text");
        svg.writeAttribute("x", number(label.x()));
        svg.writeAttribute("y", number(label.y()));
        svg.writeAttribute("text-anchor", label.anchor());
        svg.writeCharacters(VisibleText.of(label.text()));
        svg.writeEndElement();
      }
      svg.writeEndElement();
      svg.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("org.jfree.svg wrote no well-formed SVG", e);
    }
    return out.toString();
  }

  /** Copies shapes and groups, with what style attributes say as attributes. */
  private static void shapes(XMLStreamReader in, XMLStreamWriter svg) throws XMLStreamException {
    int depth = 0;
    int skipped = Integer.MAX_VALUE;
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamReader.START_ELEMENT -> {
          // Only clips stand there, of what does not reach over the edge.
          if (in.getLocalName().equals("defs")) {
            skipped = depth;
          }
          if (depth++ > 0 && depth <= skipped) {
            svg.writeStartElement(in.getLocalName());
            for (Map.Entry<String, String> attribute : attributes(in).entrySet()) {
              svg.writeAttribute(attribute.getKey(), attribute.getValue());
            }
          }
        }
        case XMLStreamReader.END_ELEMENT -> {
          if (--depth > 0 && depth < skipped) {
            svg.writeEndElement();
          }
          skipped = depth == skipped ? Integer.MAX_VALUE : skipped;
        }
        default -> {}
      }
    }
  }

  private static Map<String, String> attributes(XMLStreamReader in) {
    Map<String, String> out = new TreeMap<>();
    for (int i = 0; i < in.getAttributeCount(); i++) {
      String name = in.getAttributeLocalName(i);
      String value = in.getAttributeValue(i);
      if (name.equals("clip-path")) {
        continue;
      }
      if (!name.equals("style")) {
        out.put(name, value);
        continue;
      }
      for (String declaration : value.split(";", -1)) {
        int colon = declaration.indexOf(':');
        if (colon > 0) {
          out.put(
              declaration.substring(0, colon).strip(), declaration.substring(colon + 1).strip());
        }
      }
    }
    ink(out, "fill", "fill-");
    ink(out, "stroke", "line-");
    return out;
  }

  /** A colour of ours becomes a class. */
  private static void ink(Map<String, String> attributes, String property, String prefix) {
    String value = attributes.get(property);
    if (value != null && value.startsWith("rgb(")) {
      attributes.remove(property);
      String red = value.substring(4, value.indexOf(','));
      String ink = red.equals(String.valueOf(LINE)) ? "grid" : red;
      attributes.merge("class", prefix + ink, (one, other) -> one + " " + other);
    }
  }

  /** With two digits behind the point at most. */
  static String number(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
