#include "picture/html_words.h"

namespace convoscope {

HtmlWords html_words(const Catalog& catalog) {
  return {.language = catalog.code(),
          .first = catalog.text("html.first"),
          .back = catalog.text("html.back"),
          .play = catalog.text("html.play"),
          .pause = catalog.text("html.pause"),
          .next = catalog.text("html.next"),
          .last = catalog.text("html.last"),
          .step = catalog.text("html.step"),
          .hint = catalog.text("html.hint")};
}

}  // namespace convoscope
