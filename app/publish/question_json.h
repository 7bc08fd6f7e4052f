// A question as data for the page that asks it.
#pragma once

#include "publish/page_pictures.h"
#include "publish/sheet.h"

namespace convoscope {

/// {"layer", "figure", "words", "ask", "hint", "why", "solution", "choices": [{"html", "right", "because", "drawn",
/// "drawnWords"}], "answer", "known": [{"answer", "because", "drawn", "drawnWords"}], "cells": {"columns", "names": [...]}}: pictures as SVG, in the type of the page's, texts as HTML.
Result<std::string> question_json(const AskedQuestion& question, const DrawingKit& kit, PagePictures& pictures);

}  // namespace convoscope
