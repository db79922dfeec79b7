#include "dynarock/authz/organization.h"

namespace dynarock::authz {

const OrganizationAccount* Organization::find_account(std::string_view account) const {
  const auto found = accounts.find(account);
  return found == accounts.end() ? nullptr : &found->second;
}

const VpcEndpoint* Organization::find_vpc_endpoint(std::string_view endpoint) const {
  const auto found = vpc_endpoints.find(endpoint);
  return found == vpc_endpoints.end() ? nullptr : &found->second;
}

}  // namespace dynarock::authz
