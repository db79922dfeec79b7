#pragma once

#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

#include "dynarock/base/error.h"

namespace dynarock {

/// A T, or the AwsError that the client gets. To become std::expected with a newer toolchain.
template <class T>
using Result = tl::expected<T, AwsError>;

/// `return fail(validation_error("..."));` from a function that returns a Result.
inline tl::unexpected<AwsError> fail(AwsError error) {
  return tl::unexpected<AwsError>(std::move(error));
}

namespace detail {
template <class T>
T unwrap(Result<T>&& result) {
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}
}  // namespace detail

}  // namespace dynarock

/// The value of a Result, or return its error from the enclosing function.
#define DYNAROCK_TRY(expression)                                                         \
  __extension__({                                                                        \
    auto dynarock_result = (expression);                                                 \
    if (!dynarock_result) [[unlikely]]                                                   \
      return ::tl::unexpected<::dynarock::AwsError>(std::move(dynarock_result).error()); \
    ::dynarock::detail::unwrap(std::move(dynarock_result));                              \
  })
