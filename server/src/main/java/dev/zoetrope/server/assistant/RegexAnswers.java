package dev.zoetrope.server.assistant;

import dev.zoetrope.api.model.AiRegex;
import dev.zoetrope.api.model.AiRegexData;
import dev.zoetrope.server.assistant.regex.RegexAnswer;

/** Expressions as the contract writes them; the reason why there is none is in the same place. */
final class RegexAnswers {
  private RegexAnswers() {}

  static AiRegex of(RegexAnswer answer) {
    return new AiRegex()
        .result(answer.found() ? AiRegex.ResultEnum.SUCCESS : AiRegex.ResultEnum.ERROR)
        .data(new AiRegexData().output(answer.text()));
  }
}
