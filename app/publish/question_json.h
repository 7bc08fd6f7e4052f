// A question as data for the page that asks it.
#pragma once

#include "publish/sheet.h"

namespace convoscope {

/// {"layer", "figure", "words", "ask", "hint", "why", "solution", "choices": [{"html", "right", "because", "drawn",
/// "drawnWords"}], "answer", "known": [{"answer", "because", "drawn", "drawnWords"}], "cells": {"columns", "names": [...]}}: pictures as data addresses, texts as HTML.
Result<std::string> question_json(const AskedQuestion& question, const DrawingKit& kit);

/// A figure as an address that holds it.
Result<std::string> figure_address(const Figure& figure, const FontBook& fonts);

}  // namespace convoscope
