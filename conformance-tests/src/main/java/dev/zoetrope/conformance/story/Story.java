package dev.zoetrope.conformance.story;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a user does and sees, in chapters; one YAML file, in the form that {@code story.schema.json}
 * describes.
 *
 * @param story what it is about, in a sentence
 * @param cites the numbered behaviours ({@code B-nnn}) that it shows
 * @param needs labels of the capabilities without which it cannot be told
 * @param prologue what has to be there first; when it fails nothing is proved
 * @param chapters what is proved
 * @param epilogue takes away what was made; always runs
 */
public record Story(
    String story,
    List<String> cites,
    List<String> needs,
    List<Chapter> prologue,
    List<Chapter> chapters,
    List<Chapter> epilogue) {
  /** Absent lists are empty. */
  public Story {
    cites = cites == null ? List.of() : List.copyOf(cites);
    needs = needs == null ? List.of() : List.copyOf(needs);
    prologue = prologue == null ? List.of() : List.copyOf(prologue);
    chapters = chapters == null ? List.of() : List.copyOf(chapters);
    epilogue = epilogue == null ? List.of() : List.copyOf(epilogue);
  }

  /**
   * One request and what is expected of its answer. In all values {@code ${name}} stands for what
   * was captured before.
   *
   * @param title what happens, in a sentence
   * @param recording instead of a request: sends a small recording of this distinct id; captured as
   *     {@code recording}
   * @param operation the operationId
   * @param at another spelling of the path than the documented one
   * @param parameters of the path
   * @param query values; a list is sent as JSON, as upstream reads it
   * @param headers further ones
   * @param as {@code owner} (the key, the default), {@code anonymous}, {@code session} (the cookie
   *     captured as {@code session}), or a key
   * @param body sent as JSON
   * @param form sent as {@code application/x-www-form-urlencoded}
   * @param multipart sent as {@code multipart/form-data}
   * @param raw sent as it is, with the Content-Type of {@code headers}
   * @param broken whether the request breaks the contract on purpose
   * @param expect what is expected
   * @param capture name to JSON pointer into the answer, or {@code header:Name}
   */
  public record Chapter(
      String title,
      String recording,
      String operation,
      String at,
      Map<String, String> parameters,
      Map<String, JsonNode> query,
      Map<String, String> headers,
      String as,
      JsonNode body,
      Map<String, String> form,
      Map<String, String> multipart,
      String raw,
      boolean broken,
      Expectation expect,
      Map<String, String> capture) {
    /** Absent maps are empty. */
    public Chapter {
      parameters = parameters == null ? Map.of() : parameters;
      query = query == null ? Map.of() : query;
      headers = headers == null ? Map.of() : headers;
      as = as == null ? "owner" : as;
      capture = capture == null ? Map.of() : capture;
    }
  }

  /**
   * What is expected of an answer.
   *
   * @param status of the answer
   * @param mediaType of the answer
   * @param headers exact values, or {@code ~expression}; null means absent
   * @param body what the JSON must contain, see {@link Expected}
   * @param text what the body must be, or {@code ~expression}
   */
  public record Expectation(
      int status,
      @JsonProperty("media_type") String mediaType,
      Map<String, String> headers,
      JsonNode body,
      String text) {
    /** Absent maps are empty. */
    public Expectation {
      headers = headers == null ? Map.of() : headers;
    }
  }
}
