#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/policy_use.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::string_view kKinds[] = {"User", "Role", "Group", "LocalManagedPolicy",
                                       "AWSManagedPolicy"};
constexpr std::string_view kUsages[] = {"PermissionsPolicy", "PermissionsBoundary"};
constexpr Shape kFilter = aws::one_of(kKinds);
constexpr Shape kUsage = aws::one_of(kUsages);
constexpr Field kInputFields[] = {{"PolicyArn", kArn, kRequired},
                                  {"EntityFilter", kFilter},
                                  {"PathPrefix", kPath},
                                  {"PolicyUsageFilter", kUsage},
                                  kMarkerField,
                                  kMaxItemsField};
constexpr Shape kInput = aws::structure("ListEntitiesForPolicyRequest", kInputFields);

constexpr Field kPolicyGroupFields[] = {{"GroupName", aws::kString}, {"GroupId", aws::kString}};
constexpr Shape kPolicyGroup = aws::structure("PolicyGroup", kPolicyGroupFields);
constexpr Shape kPolicyGroups = aws::list_of(kPolicyGroup);
constexpr Field kPolicyUserFields[] = {{"UserName", aws::kString}, {"UserId", aws::kString}};
constexpr Shape kPolicyUser = aws::structure("PolicyUser", kPolicyUserFields);
constexpr Shape kPolicyUsers = aws::list_of(kPolicyUser);
constexpr Field kPolicyRoleFields[] = {{"RoleName", aws::kString}, {"RoleId", aws::kString}};
constexpr Shape kPolicyRole = aws::structure("PolicyRole", kPolicyRoleFields);
constexpr Shape kPolicyRoles = aws::list_of(kPolicyRole);
constexpr Field kOutputFields[] = {{"PolicyGroups", kPolicyGroups},
                                   {"PolicyUsers", kPolicyUsers},
                                   {"PolicyRoles", kPolicyRoles},
                                   kIsTruncatedField,
                                   kNextMarkerField};
constexpr Shape kOutput = aws::structure("ListEntitiesForPolicyResponse", kOutputFields);

bool uses(const Identity& identity, std::string_view arn, std::string_view usage) {
  const bool attached = is_attached(identity, arn) && usage != "PermissionsBoundary";
  return attached || (identity.permissions_boundary == arn && usage != "PermissionsPolicy");
}

class Entities {
 public:
  Entities(json::Value request, Page& page, json::Writer& out)
      : arn_(text_of(request, "PolicyArn")),
        kind_(request.find_text("EntityFilter").value_or("")),
        prefix_(request.find_text("PathPrefix").value_or("/")),
        usage_(request.find_text("PolicyUsageFilter").value_or("")),
        page_(page),
        out_(out) {}

  /// Pages run through the three lists in order, as if their names began with the kind's.
  template <class T>
  void write(const ByName<T>& entities, std::string_view list) {
    out_.key(list).begin_array();
    for (const auto& [name, entity] : entities) {
      if (!kind_.empty() && kind_ != Kind<T>::name) continue;
      if (!entity.path.starts_with(prefix_) || !uses(entity, arn_, usage_)) continue;
      if (!page_.takes(std::string(list) + "/" + name)) continue;
      out_.begin_object().member(Kind<T>::member, entity.name);
      out_.member(std::string(Kind<T>::name) + "Id", entity.id).end_object();
    }
    out_.end_array();
  }

 private:
  std::string_view arn_, kind_, prefix_, usage_;
  Page& page_;
  json::Writer& out_;
};

Result<std::string> run(Context& context, json::Value request) {
  const auto account = context.read();
  DYNAROCK_TRY(find_managed(*account, text_of(request, "PolicyArn")));
  Page page = DYNAROCK_TRY(Page::of(request));
  std::string body;
  json::Writer out(body);
  Entities entities(request, page, out);
  out.begin_object();
  entities.write(account->groups, "PolicyGroups");
  entities.write(account->roles, "PolicyRoles");
  entities.write(account->users, "PolicyUsers");
  page.write_end(out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kListEntitiesForPolicy = {{"ListEntitiesForPolicy", &kInput, &kOutput}, run};

}  // namespace dynarock::iam
