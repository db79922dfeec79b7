#include "dynamodb/ops/canonical_json.h"

#include <algorithm>
#include <vector>

#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

void append(json::Value value, json::Writer& out) {
  if (value.is_object()) {
    std::vector<json::Value::Member> members;
    for (const json::Value::Member member : value.members())
      if (!member.value.is_null()) members.push_back(member);
    std::ranges::stable_sort(members, {}, &json::Value::Member::name);
    out.begin_object();
    for (const json::Value::Member& member : members) append(member.value, out.key(member.name));
    out.end_object();
  } else if (value.is_array()) {
    out.begin_array();
    for (const json::Value element : value.elements()) append(element, out);
    out.end_array();
  } else if (value.is_string()) {
    out.string(value.text());
  } else if (value.is_boolean()) {
    out.boolean(value.boolean());
  } else if (value.is_null()) {
    out.null();
  } else {
    out.raw(value.text());
  }
}

}  // namespace

void append_canonical_json(json::Value value, std::string& out) {
  json::Writer writer(out);
  append(value, writer);
}

}  // namespace dynarock::dynamodb
