#include "aws/xml_answer.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "dynarock/aws/parameter_name.h"
#include "dynarock/base/clock.h"

namespace dynarock::aws {
namespace {

using json::Value;

/// Seconds since the epoch as `2015-05-11T21:21:33Z`, with milliseconds unless they are zero.
std::string iso_time(std::string_view seconds) {
  double value = 0;
  std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
  const auto millis = static_cast<std::int64_t>(std::llround(value * 1000));
  const Timestamp time{std::chrono::milliseconds(millis)};
  return millis % 1000 == 0 ? iso_seconds(time) : iso_millis(time) + "Z";
}

class Answer {
 public:
  Answer(QueryDialect dialect, XmlWriter& xml) : ec2_(dialect == QueryDialect::kEc2), xml_(xml) {}

  void members(Value object, const Shape& shape) {
    for (const Value::Member member : object.members()) {
      const Field* field = shape.find_field(member.name);
      if (!field) throw std::logic_error("no output member " + std::string(member.name));
      value(member.value, *field->shape, name_of(*field));
    }
  }

 private:
  /// EC2's begin with a small letter.
  std::string name_of(const Field& field) const {
    if (!ec2_) return std::string(field.name);
    if (!field.wire_name.empty()) return std::string(field.wire_name);
    return parameter_name(field.name);
  }

  void value(Value value, const Shape& shape, std::string_view name) {
    switch (shape.kind) {
      case ShapeKind::structure:
        xml_.open(name);
        members(value, shape);
        xml_.close();
        return;
      case ShapeKind::list:
        xml_.open(name);
        for (const Value element : value.elements())
          this->value(element, *shape.element, ec2_ ? "item" : "member");
        xml_.close();
        return;
      case ShapeKind::map:
        xml_.open(name);
        for (const Value::Member entry : value.members()) {
          xml_.open("entry").element("key", entry.name);
          this->value(entry.value, *shape.element, "value");
          xml_.close();
        }
        xml_.close();
        return;
      case ShapeKind::boolean:
        xml_.element(name, value.boolean() ? "true" : "false");
        return;
      case ShapeKind::timestamp:
        xml_.element(name, iso_time(value.text()));
        return;
      default:
        xml_.element(name, value.text());
    }
  }

  const bool ec2_;
  XmlWriter& xml_;
};

}  // namespace

void write_members(Value object, const Shape& shape, QueryDialect dialect, XmlWriter& xml) {
  Answer(dialect, xml).members(object, shape);
}

}  // namespace dynarock::aws
