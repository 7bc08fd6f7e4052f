// Beside the output, in a hidden column, stands for each of its cells which others its formula names: conditional formats look there for the
// cells of the step. The planes of a map stand below each other, the kernel's in a grid; a formula is the sum that `walk` tells, connection by
// connection, with the result beside it for programs that do not calculate. libxlsxwriter writes to a file, so there is one for
// the moment, in a folder that only this user sees.
#include "picture/spreadsheet.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "core/pooling.h"
#include "core/walk.h"
#include "document/names.h"

namespace convoscope {
namespace {

// What spreadsheets take.
constexpr std::int64_t most_rows = 1'048'576;
constexpr std::int64_t most_columns = 16'384;
constexpr std::size_t most_formula_bytes = 8'000;

constexpr std::int64_t step_row = 2;  ///< below the title and the hint
constexpr std::int64_t first_row = 3;
constexpr std::int64_t first_column = 1;
constexpr double column_width = 7;  ///< in digits

Message refusal(const char* key, std::int64_t limit) {
  return {key, {{"limit", std::to_string(limit)}}, Cause::picture_format};
}

/// Where the planes of a tensor stand: `across` side by side, the others below.
struct Area {
  std::int64_t row = 0, column = 0;  ///< of the first plane's first cell
  std::int64_t planes = 1, across = 1, rows = 1, columns = 1;

  std::int64_t end_column() const { return column + across * (columns + 1); }
  std::int64_t end_row() const { return row + planes / across * (rows + 2); }
  std::int64_t row_of(std::size_t index) const {
    const auto i = static_cast<std::int64_t>(index);
    return row + i / (rows * columns) / across * (rows + 2) + i % (rows * columns) / columns;
  }
  std::int64_t column_of(std::size_t index) const {
    const auto i = static_cast<std::int64_t>(index);
    return column + i / (rows * columns) % across * (columns + 1) + i % columns;
  }
  std::string name_of(std::size_t index) const {
    std::array<char, LXW_MAX_CELL_NAME_LENGTH> name{};
    lxw_rowcol_to_cell(name.data(), static_cast<lxw_row_t>(row_of(index)), static_cast<lxw_col_t>(column_of(index)));
    return name.data();
  }
};

Area area_of(const Tensor& tensor, std::int64_t column, bool is_kernel = false) {
  return {first_row + 1,
          column,
          tensor.batch() * tensor.channels(),
          is_kernel ? std::max<std::int64_t>(1, tensor.channels()) : 1,
          std::max<std::int64_t>(1, tensor.rows()),
          std::max<std::int64_t>(1, tensor.columns())};
}

/// One operation: where its numbers stand, and the formula of each cell of its output.
struct SheetOfSide {
  const Spec& spec;
  const Tensor& input;
  const Tensor& weight;
  const Tensor& output;
  std::span<const float> bias;
  Area inputs, weights, biases, outputs;
  std::size_t step = 0;  ///< the output cell that is lit first
  std::vector<std::string> formulas{};
  std::vector<std::string> names{};  ///< of the cells in each formula, between bars: "|B5|G5|"

  SheetOfSide(const Evaluation& evaluation, Side side, const Playhead& playhead)
      : spec(evaluation.spec(side)),
        input(evaluation.input(side)),
        weight(*evaluation.weight),
        output(evaluation.output(side)),
        bias(evaluation.bias_of(side)),
        inputs(area_of(input, first_column)),
        weights(area_of(weight, inputs.end_column() + 1, true)),
        biases{first_row + 1,
               weight.size() > 0 ? weights.end_column() + 1 : weights.column,
               static_cast<std::int64_t>(bias.size()),
               1,
               1,
               1},
        outputs(area_of(output, bias.empty() ? biases.column : biases.end_column() + 1)) {
    const Tag lit = focus(evaluation, {side, playhead.granularity, step_of_side(evaluation, playhead, side)}, {});
    step = at_index((lit.channel * output.rows() + lit.cell.row) * output.columns() + lit.cell.column);
  }

  std::int64_t names_column() const { return outputs.end_column() + 1; }

  void write_formulas() {
    const bool transposed = is_transposed(spec);
    const Relation layer = relation(spec);
    formulas.assign(output.data().size(), "");
    names.assign(output.data().size(), "|");
    const std::size_t in_step = input.data().size() / static_cast<std::size_t>(spec.batch);
    const std::size_t out_step = output.data().size() / static_cast<std::size_t>(spec.batch);
    const char* const between = spec.operation == Operation::max_pooling ? "," : "+";
    for (std::size_t n = 0; n < static_cast<std::size_t>(spec.batch); ++n) {
      const auto add = [&](std::size_t from, std::size_t to, const std::string& factor) {
        std::string& formula = formulas[n * out_step + to];
        const std::string cell = inputs.name_of(n * in_step + from);
        formula += (formula.empty() ? "" : between) + cell + (factor.empty() ? "" : "*") + factor;
        names[n * out_step + to] += cell + '|' + (factor.empty() ? "" : factor + '|');
      };
      if (is_pooling(spec)) {
        pool(layer, add);
      } else {
        walk(layer, transposed ? WalkBy::fine : WalkBy::coarse, [&](const Connection& c) {
          add(transposed ? c.coarse : c.fine, transposed ? c.fine : c.coarse, weights.name_of(c.weight));
        });
      }
    }
    const std::size_t plane = static_cast<std::size_t>(output.rows() * output.columns());
    for (std::size_t i = 0; i < formulas.size(); ++i) {
      std::string& formula = formulas[i];
      if (spec.operation == Operation::max_pooling) formula = "MAX(" + formula + ")";
      if (spec.operation == Operation::average_pooling) {
        const auto cell = static_cast<std::int64_t>(i % plane);
        const std::int64_t by = divisor(spec, layer, {cell / output.columns(), cell % output.columns()});
        formula = "(" + formula + ")/" + std::to_string(by);
      }
      const std::size_t channel = i / plane % static_cast<std::size_t>(output.channels());
      if (!bias.empty()) {
        formula += (formula.empty() ? "" : "+") + biases.name_of(channel);
        names[i] += biases.name_of(channel) + '|';
      }
      names[i] += outputs.name_of(i) + '|';
      if (formula.empty()) formula = "0";  // a cell that nothing reaches
    }
  }

 private:
  /// Each channel by itself.
  template <class Add>
  void pool(const Relation& layer, const Add& add) const {
    const std::size_t fine = static_cast<std::size_t>(input.rows() * input.columns());
    const std::size_t coarse = static_cast<std::size_t>(output.rows() * output.columns());
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(input.channels()); ++channel) {
      visit_taps(layer, [&](const Tap& tap) {
        add(channel * fine + at_index(tap.fine.row * input.columns() + tap.fine.column),
            channel * coarse + at_index(tap.coarse.row * output.columns() + tap.coarse.column), "");
      });
    }
  }
};

Status judge(const SheetOfSide& sheet, const Evaluation& evaluation) {
  const Spec& spec = sheet.spec;
  const double pairs = is_pooling(spec) ? static_cast<double>(spec.in_channels)
                                        : static_cast<double>(spec.in_channels * (spec.out_channels / spec.groups));
  const double terms = static_cast<double>(evaluation.connections) * pairs * static_cast<double>(spec.batch);
  const double cells = static_cast<double>(sheet.input.size() + sheet.weight.size() + sheet.output.size());
  if (terms + cells > static_cast<double>(most_spreadsheet_cells))
    return refusal("export.too_many_products", most_spreadsheet_cells);
  if (std::max({sheet.inputs.end_row(), sheet.weights.end_row(), sheet.outputs.end_row()}) > most_rows)
    return refusal("export.sheet_rows", most_rows);
  if (sheet.outputs.end_column() > most_columns) return refusal("export.sheet_columns", most_columns);
  const auto is_finite = [](float number) { return std::isfinite(number); };
  if (!std::ranges::all_of(sheet.input.data(), is_finite) || !std::ranges::all_of(sheet.weight.data(), is_finite) ||
      !std::ranges::all_of(sheet.bias, is_finite) || !std::ranges::all_of(sheet.output.data(), is_finite))
    return Message{"export.not_finite", {}, Cause::picture_format};
  return ok();
}

lxw_color_t rgb(const Color& color) { return static_cast<lxw_color_t>(color.r << 16 | color.g << 8 | color.b); }

class Workbook {
 public:
  Workbook(const std::string& path, std::string folder, const Theme& theme, const Catalog& catalog)
      : folder_(std::move(folder)), catalog_(catalog) {
    lxw_workbook_options options{};
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(path.c_str(), &options);
    lxw_doc_properties properties{};
    properties.created = 315'532'800;  // 1 January 1980: the same bytes every time
    workbook_set_properties(book_, &properties);
    title_ = workbook_add_format(book_);
    format_set_bold(title_);
    fine_ = format_of(theme.fine_pale, theme.fine);
    coarse_ = format_of(theme.coarse_pale, theme.coarse);
    kernel_ = format_of(theme.kernel, theme.card);
    format_set_font_color(kernel_, rgb(theme.on_kernel));
    lit_ = workbook_add_format(book_);
    format_set_bold(lit_);
    format_set_font_color(lit_, rgb(theme.on_accent));
    format_set_bg_color(lit_, rgb(theme.focus));
    step_ = workbook_add_format(book_);
    format_set_bold(step_);
    format_set_align(step_, LXW_ALIGN_CENTER);
    format_set_border(step_, LXW_BORDER_MEDIUM);
    format_set_border_color(step_, rgb(theme.focus));
  }

  void add(const SheetOfSide& sheet) {
    const std::string name = catalog_.text("operation." + std::string(name_of(sheet.spec.operation)));
    page_ = workbook_add_worksheet(book_, name.c_str());
    worksheet_gridlines(page_, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(page_);
    worksheet_fit_to_pages(page_, 1, 0);  // as wide as paper is, as many pages as it takes
    worksheet_set_column(page_, 0, 0, 2, nullptr);
    worksheet_set_column(page_, 1, static_cast<lxw_col_t>(sheet.outputs.end_column()), column_width, nullptr);
    say(0, first_column, name);
    say(1, first_column, catalog_.text("export.spreadsheet_hint"), nullptr);
    const bool transposed = is_transposed(sheet.spec);
    put("figure.input", sheet.inputs, sheet.input.data(), transposed ? coarse_ : fine_);
    put("figure.kernel", sheet.weights, sheet.weight.data(), kernel_);
    put("term.bias", sheet.biases, sheet.bias, kernel_);
    say(first_row, sheet.outputs.column, catalog_.text("figure.output"));
    for (std::size_t i = 0; i < sheet.formulas.size(); ++i) {
      worksheet_write_formula_num(page_, row(sheet.outputs, i), column(sheet.outputs, i),
                                  ("=" + sheet.formulas[i]).c_str(), transposed ? fine_ : coarse_,
                                  static_cast<double>(sheet.output.data()[i]));
    }
    add_step(sheet);
  }

  lxw_error close() { return workbook_close(book_); }

 private:
  /// The cell that holds the step, and what it lights.
  void add_step(const SheetOfSide& sheet) {
    const std::size_t count = sheet.names.size();
    worksheet_write_number(page_, step_row, first_column, static_cast<double>(sheet.step + 1), step_);
    say(step_row, first_column + 1, catalog_.text("export.spreadsheet_step", {{"count", std::to_string(count)}}),
        nullptr);
    lxw_data_validation whole{};
    whole.validate = LXW_VALIDATION_TYPE_INTEGER;
    whole.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    whole.minimum_number = 1;
    whole.maximum_number = static_cast<double>(count);
    worksheet_data_validation_cell(page_, step_row, first_column, &whole);
    const Area column{first_row + 1, sheet.names_column(), 1, 1, static_cast<std::int64_t>(count), 1};
    for (std::size_t i = 0; i < count; ++i) say(column.row_of(i), column.column, sheet.names[i], nullptr);
    lxw_row_col_options hidden{};
    hidden.hidden = LXW_TRUE;
    const auto at = static_cast<lxw_col_t>(column.column);
    worksheet_set_column_opt(page_, at, at, column_width, nullptr, &hidden);
    std::array<char, LXW_MAX_CELL_RANGE_LENGTH> range{};
    lxw_rowcol_to_range_abs(range.data(), row(column, 0), at, row(column, count - 1), at);
    std::string condition =
        "=ISNUMBER(SEARCH(\"|\"&ADDRESS(ROW(),COLUMN(),4)&\"|\",INDEX(" + std::string(range.data()) + ",$B$3)))";
    lxw_conditional_format lights{};
    lights.type = LXW_CONDITIONAL_TYPE_FORMULA;
    lights.value_string = condition.data();
    lights.format = lit_;
    worksheet_conditional_format_range(
        page_, first_row + 1, first_column,
        static_cast<lxw_row_t>(std::max({sheet.inputs.end_row(), sheet.weights.end_row(), sheet.outputs.end_row()})),
        static_cast<lxw_col_t>(sheet.outputs.end_column()), &lights);
  }

  lxw_format* format_of(const Color& fill, const Color& line) {
    lxw_format* const format = workbook_add_format(book_);
    format_set_bg_color(format, rgb(fill));
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, rgb(line));
    format_set_align(format, LXW_ALIGN_CENTER);
    return format;
  }

  void say(std::int64_t at_row, std::int64_t at_column, const std::string& words) {
    say(at_row, at_column, words, title_);
  }
  void say(std::int64_t at_row, std::int64_t at_column, const std::string& words, lxw_format* format) {
    worksheet_write_string(page_, static_cast<lxw_row_t>(at_row), static_cast<lxw_col_t>(at_column), words.c_str(),
                           format);
  }

  void put(const char* key, const Area& area, std::span<const float> numbers, lxw_format* format) {
    if (numbers.empty()) return;
    say(first_row, area.column, catalog_.text(key));
    for (std::size_t i = 0; i < numbers.size(); ++i)
      worksheet_write_number(page_, row(area, i), column(area, i), static_cast<double>(numbers[i]), format);
  }

  static lxw_row_t row(const Area& area, std::size_t index) { return static_cast<lxw_row_t>(area.row_of(index)); }
  static lxw_col_t column(const Area& area, std::size_t index) { return static_cast<lxw_col_t>(area.column_of(index)); }

  std::string folder_;
  const Catalog& catalog_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* page_ = nullptr;
  lxw_format *title_ = nullptr, *fine_ = nullptr, *coarse_ = nullptr, *kernel_ = nullptr, *lit_ = nullptr,
             *step_ = nullptr;
};

/// A folder for the moment, gone with everything in it.
class PassingFolder {
 public:
  PassingFolder() {
    std::error_code error;
    std::string pattern = (std::filesystem::temp_directory_path(error) / "convoscope-XXXXXX").string();
    if (!error && mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~PassingFolder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

Result<std::string> write_spreadsheet(const Evaluation& evaluation, const std::vector<Side>& sides,
                                      const Playhead& playhead, const Theme& theme, const Catalog& catalog) {
  std::vector<SheetOfSide> sheets;
  for (const Side side : sides) {
    sheets.emplace_back(evaluation, side, playhead);
    if (const Status judged = judge(sheets.back(), evaluation); !judged) return judged.message();
    sheets.back().write_formulas();
    for (const std::string& formula : sheets.back().formulas)
      if (formula.size() > most_formula_bytes)
        return refusal("export.long_formula", static_cast<std::int64_t>(most_formula_bytes));
  }
  const PassingFolder folder;
  const std::string path = folder.path() + "/layer.xlsx";
  if (folder.path().empty()) return Message{"export.no_passing_folder", {}};
  Workbook book(path, folder.path(), theme, catalog);
  for (const SheetOfSide& sheet : sheets) book.add(sheet);
  if (const lxw_error error = book.close(); error != LXW_NO_ERROR)
    return Message{"export.spreadsheet_failed", {{"reason", lxw_strerror(error)}}};
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace convoscope
