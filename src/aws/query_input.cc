#include "aws/query_input.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/uri_encoding.h"
#include "dynarock/json/writer.h"

namespace dynarock::aws {
namespace {

std::string_view next_part(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), end + 1));
  return part;
}

std::string decoded(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return uri_decoded(spaced);
}

struct Parameter {
  std::string name, value;
};
using Parameters = std::span<const Parameter>;

std::vector<Parameter> sorted_parameters(std::string_view form) {
  std::vector<Parameter> parameters;
  while (!form.empty()) {
    std::string_view value = next_part(form, '&');
    const std::string_view name = next_part(value, '=');
    if (!name.empty()) parameters.push_back({decoded(name), decoded(value)});
  }
  std::ranges::stable_sort(parameters, {}, &Parameter::name);
  return parameters;
}

const Parameter* exactly(Parameters parameters, std::string_view name) {
  const auto found = std::ranges::lower_bound(parameters, name, {}, &Parameter::name);
  return found != parameters.end() && found->name == name ? &*found : nullptr;
}

/// Those that start with `name` and a dot.
Parameters below(Parameters parameters, const std::string& name) {
  const auto first = std::ranges::lower_bound(parameters, name + ".", {}, &Parameter::name);
  const auto last = std::ranges::lower_bound(parameters, name + "/", {}, &Parameter::name);
  static_assert('.' + 1 == '/');
  return {first, last};
}

/// The elements `<name>.N` of a list or map, in the order of their numbers.
struct Element {
  std::uint32_t number;
  std::string name;
};
std::vector<Element> elements_of(Parameters parameters, const std::string& name) {
  std::vector<Element> elements;
  for (const Parameter& parameter : below(parameters, name)) {
    std::string_view rest = std::string_view(parameter.name).substr(name.size() + 1);
    const std::string_view digits = next_part(rest, '.');
    std::uint32_t number = 0;
    const char* end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, number).ptr != end) continue;
    if (elements.empty() || elements.back().number != number)
      elements.push_back({number, name + "." + std::string(digits)});
  }
  std::ranges::stable_sort(elements, {}, &Element::number);
  return elements;
}

class JsonMaker {
 public:
  JsonMaker(QueryDialect dialect, std::string& out) : dialect_(dialect), writer_(out) {}

  void structure(Parameters parameters, const std::string& prefix, const Shape& shape) {
    writer_.begin_object();
    for (const Field& field : shape.fields) {
      if (field.is_hidden) continue;
      const std::string name = prefix + name_of(field);
      if (!exactly(parameters, name) && below(parameters, name).empty()) continue;
      writer_.key(field.name);
      value(parameters, name, *field.shape);
    }
    writer_.end_object();
  }

 private:
  std::string name_of(const Field& field) const {
    if (dialect_ == QueryDialect::kQuery || field.wire_name.empty()) return std::string(field.name);
    std::string name(field.wire_name);
    if (name.front() >= 'a') name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
  }

  void value(Parameters all, const std::string& name, const Shape& shape) {
    const Parameter* own = exactly(all, name);
    const Parameters inside = below(all, name);
    if (shape.is_scalar())
      scalar(own ? std::string_view(own->value) : std::string_view(), shape);
    else if (own && !own->value.empty())
      writer_.string(own->value);
    else if (shape.kind == ShapeKind::structure)
      structure(inside, name + ".", shape);
    else if (shape.kind == ShapeKind::list)
      list(inside, name, shape);
    else
      map(inside, name, shape);
  }

  void list(Parameters inside, const std::string& name, const Shape& shape) {
    writer_.begin_array();
    for (const Element& element : numbered(inside, name, ".member"))
      value(inside, element.name, *shape.element);
    writer_.end_array();
  }

  void map(Parameters inside, const std::string& name, const Shape& shape) {
    writer_.begin_object();
    for (const Element& element : numbered(inside, name, ".entry")) {
      const Parameter* key = exactly(inside, element.name + ".key");
      writer_.key(key ? std::string_view(key->value) : std::string_view());
      value(inside, element.name + ".value", *shape.element);
    }
    writer_.end_object();
  }

  static std::vector<Element> numbered(Parameters inside, const std::string& name,
                                       const char* wrapper) {
    std::vector<Element> elements = elements_of(inside, name + wrapper);
    return elements.empty() ? elements_of(inside, name) : elements;
  }

  void scalar(std::string_view text, const Shape& shape) {
    const char* end = text.data() + text.size();
    switch (shape.kind) {
      case ShapeKind::integer:
      case ShapeKind::long_integer: {
        std::int64_t whole = 0;
        if (const auto parsed = std::from_chars(text.data(), end, whole);
            !text.empty() && parsed.ec == std::errc{} && parsed.ptr == end) {
          writer_.integer(whole);
          return;
        }
        break;
      }
      case ShapeKind::real: {
        double real = 0;
        if (const auto parsed = std::from_chars(text.data(), end, real, std::chars_format::fixed);
            !text.empty() && parsed.ec == std::errc{} && parsed.ptr == end && text.back() <= '9') {
          writer_.real(real);
          return;
        }
        break;
      }
      case ShapeKind::timestamp:
        if (const auto time = parse_iso(text)) {
          writer_.raw(epoch_seconds(*time));
          return;
        }
        break;
      default:
        break;
    }
    writer_.string(text);
  }

  const QueryDialect dialect_;
  json::Writer writer_;
};

}  // namespace

std::string_view form_parameter(std::string_view form, std::string_view name) {
  while (!form.empty()) {
    std::string_view value = next_part(form, '&');
    if (next_part(value, '=') == name) return value;
  }
  return {};
}

void append_form_as_json(std::string_view form, const Shape& shape, QueryDialect dialect,
                         std::string& out) {
  const std::vector<Parameter> parameters = sorted_parameters(form);
  JsonMaker(dialect, out).structure(parameters, "", shape);
}

}  // namespace dynarock::aws
