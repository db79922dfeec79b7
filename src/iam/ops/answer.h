#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/aws/deserialize.h"
#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"
#include "iam/ops/context.h"

namespace dynarock::iam {

/// A time as a member, in whole seconds.
void write_time(json::Writer& out, std::string_view name, Timestamp time);
/// A policy document as IAM answers it: percent-encoded.
void write_document(json::Writer& out, std::string_view name, std::string_view document);
void write_tags(json::Writer& out, const std::vector<Tag>& tags);

/// What lists and creations tell of an entity; reading one by itself tells more.
enum class Detail : std::uint8_t { kBrief, kFull };
void write(json::Writer& out, const Account& account, const User& user, Detail detail);
void write(json::Writer& out, const Account& account, const Group& group, Detail detail);
void write(json::Writer& out, const Account& account, const Role& role, Detail detail);
void write(json::Writer& out, const Account& account, const ManagedPolicy& policy, Detail detail);
void write(json::Writer& out, const Account& account, const InstanceProfile& profile,
           Detail detail);
void write_boundary(json::Writer& out, const Identity& identity);
/// A policy's name and ARN, as where it is attached.
void write_attached(json::Writer& out, const Account& account, const ManagedPolicy& policy);

/// `{"User": {...}}`
template <class T>
std::string answer(std::string_view member, const Account& account, const T& entity,
                   Detail detail) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key(member);
  write(out, account, entity, detail);
  out.end_object();
  return body;
}

/// Which part of a list is asked for. Lists are ordered by a text of each element, after the last
/// of which the next page begins, whatever is added or removed meanwhile.
class Page {
 public:
  /// By Marker and MaxItems; ValidationError for a marker that is none of ours.
  static Result<Page> of(json::Value request);

  /// Whether the element of that text, met in order, belongs to the page.
  bool takes(std::string_view text);
  /// The members IsTruncated and Marker.
  void write_end(json::Writer& out) const;

 private:
  std::optional<std::string> after_;
  std::int64_t left_ = 0;
  std::string last_;
  bool truncated_ = false;
};

/// A page of a list as an answer: `{"Users": [...], "IsTruncated": false}`. `text_of` gives the
/// text that the elements are ordered by.
template <class Element, class TextOf, class Write>
Result<std::string> answer_page(json::Value request, std::string_view member,
                                std::vector<Element> elements, TextOf text_of, Write write) {
  Page page = DYNAROCK_TRY(Page::of(request));
  std::ranges::sort(elements, NameLess(), text_of);
  std::string body;
  json::Writer out(body);
  out.begin_object().key(member).begin_array();
  for (const Element& element : elements)
    if (page.takes(std::invoke(text_of, element))) write(out, element);
  out.end_array();
  page.write_end(out);
  out.end_object();
  return body;
}

/// A page of entities under PathPrefix, by name.
template <class T>
Result<std::string> answer_entities(json::Value request, std::string_view member,
                                    const Account& account, const ByName<T>& entities) {
  const std::string_view prefix = request.find_text("PathPrefix").value_or("/");
  std::vector<const T*> chosen;
  for (const auto& [name, entity] : entities)
    if (entity.path.starts_with(prefix)) chosen.push_back(&entity);
  return answer_page(
      request, member, std::move(chosen),
      [](const T* entity) { return std::string_view(entity->name); },
      [&](json::Writer& out, const T* entity) { write(out, account, *entity, Detail::kBrief); });
}

/// A required text member.
inline std::string_view text_of(json::Value request, std::string_view name) {
  return *request.find_text(name);
}

}  // namespace dynarock::iam
