#include "publish/page_flow.h"

#include <fmt/format.h>

#include <algorithm>

#include "document/memory_sink.h"
#include "figure/draw/pen.h"
#include "picture/formats.h"

namespace convoscope {
namespace {

constexpr double text_pt = 11;
constexpr double foot_pt = 18;

/// Adds what stands below, `gap_pt` apart.
void append(SetBlock& block, SetBlock more, double gap_pt) {
  const double y = block.size.height + (block.size.height > 0 ? gap_pt : 0);
  block.items.push_back({{}, Group{Affine{1, 0, 0, 1, 0, y}, 1, {}, std::move(more.items)}});
  block.size = {std::max(block.size.width, more.size.width), y + more.size.height};
}

}  // namespace

PageFlow::PageFlow(const DrawingKit& kit, const Page& page, std::string foot)
    : kit_(kit), page_(page), foot_(std::move(foot)) {
  begin_page();
}

ProseStyle PageFlow::style() const {
  ProseStyle style;
  style.text.size_pt = text_pt;
  style.text.color = kit_.theme.text;
  style.link = kit_.theme.accent;
  style.code = kit_.theme.field;
  return style;
}

ProseStyle PageFlow::heading() const {
  ProseStyle heading = style();
  heading.text.size_pt = 16;
  heading.text.weight = FontWeight::bold;
  heading.line_pitch = 1.3;
  return heading;
}

ProseStyle PageFlow::faint() const {
  ProseStyle faint = style();
  faint.text.size_pt = 9.5;
  faint.text.color = kit_.theme.text_muted;
  return faint;
}

void PageFlow::begin_page() {
  Figure page;
  page.size = page_.size;
  page.background = {255, 255, 255, 255};
  pages_.push_back(std::move(page));
  y_ = page_.margin_pt;
}

void PageFlow::place(SetBlock block) {
  const double bottom = page_.size.height - page_.margin_pt - foot_pt;
  if (y_ > page_.margin_pt && y_ + block.size.height > bottom) begin_page();
  const double room = bottom - y_;
  const double scale =
      std::min({1.0, room / std::max(block.size.height, 1.0), room_pt() / std::max(block.size.width, 1.0)});
  pages_.back().items.push_back(
      {{}, Group{Affine{scale, 0, 0, scale, page_.margin_pt, y_}, 1, {}, std::move(block.items)}});
  y_ += block.size.height * scale;
}

void PageFlow::add(SetBlock block, double gap_pt) {
  if (held_) {
    append(held_block_, std::move(block), gap_pt);
    return;
  }
  if (y_ > page_.margin_pt) y_ += gap_pt;
  place(std::move(block));
}

void PageFlow::release() {
  held_ = false;
  constexpr double between_pt = 16;
  if (held_block_.size.height > 0) add(std::exchange(held_block_, {}), between_pt);
}

void PageFlow::add(const RichText& text, const ProseStyle& style, double gap_pt) {
  if (!text.empty()) add(set_text(text, style, room_pt(), kit_.fonts), gap_pt);
}

void PageFlow::add(const Prose& prose) {
  for (const Paragraph& paragraph : prose) add(set_paragraph(paragraph, style(), room_pt(), kit_.fonts));
}

void PageFlow::add(Figure figure, double most_height_pt) {
  const double scale = std::min({1.0, room_pt() / figure.size.width, most_height_pt / figure.size.height});
  SetBlock block;
  block.size = {room_pt(), figure.size.height * scale};
  block.items.push_back({{}, Group{Affine{scale, 0, 0, scale, 0, 0}, 1, {}, std::move(figure.items)}});
  add(std::move(block));
}

Result<std::string> PageFlow::pdf(const std::string& title) && {
  const Format* format = format_of("pages.pdf");
  if (format == nullptr || format->animation == nullptr) return Message{"publish.no_pdf", {}};
  const auto count = static_cast<std::int64_t>(pages_.size());
  const TextStyle style = faint().text;
  for (std::int64_t i = 0; i < count; ++i) {
    Pen pen(kit_.theme, kit_.fonts);
    const double y = page_.size.height - page_.margin_pt;
    pen.text({page_.margin_pt, y}, foot_, style);
    pen.text({page_.size.width - page_.margin_pt, y}, fmt::format("{} / {}", i + 1, count), style, Align::end);
    for (Item& item : pen.take()) pages_[static_cast<std::size_t>(i)].items.push_back(std::move(item));
    pages_[static_cast<std::size_t>(i)].title = title;
  }
  MemorySink sink;
  const FrameSource source{count, [&](std::int64_t page) { return pages_[static_cast<std::size_t>(page)]; }};
  const Status written = format->animation(source, {}, kit_.fonts, sink)->write(nullptr);
  if (!written) return written.message();
  return sink.take();
}

}  // namespace convoscope
