// What cannot be written is blamed on the flag that asked for it.
#include "cli/picture_file.h"

#include <ostream>

#include "document/memory_sink.h"

namespace convoscope {
Failure failure_of(const Message& message, const Drawing& drawing) {
  // What is too large was asked for; anything else this machine could not do.
  if (message.cause == Cause::picture_size) return wrong_request(drawing.size_flag, message);
  if (message.cause == Cause::picture_format) return wrong_request("-o", message);
  return failed(message);
}

Attempt<std::string> still_bytes(const Format& format, const Drawing& drawing, ScenePicture& picture) {
  Result<std::string> bytes = picture.write_still(format, drawing.options);
  if (!bytes) return failure_of(bytes.message(), drawing);
  return std::move(*bytes);
}

Attempt<std::string> bytes_of(BeginFile begin, const Format& format, const Drawing& drawing, ScenePicture& picture) {
  MemorySink sink;
  const Status written = (picture.*begin)(format, drawing.options, sink)->write(nullptr);
  if (!written) return failure_of(written.message(), drawing);
  return sink.take();
}

Outcome deliver(const Attempt<std::string>& bytes, const std::string& path, const Context& context) {
  if (!bytes) return bytes.failure();
  if (path == "-") {
    context.out << *bytes;
    return done();
  }
  const Status written = context.platform.write_file(path, *bytes);
  if (!written) return failed(written.message());
  return done();
}

}  // namespace convoscope
