#include "dynarock/ecs/agent/images.h"

#include <utility>

namespace dynarock::ecs {
namespace {

/// `shop/web` of `123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web:1.2@sha256:...`.
std::string_view repository_of(std::string_view image) {
  image = image.substr(0, image.find('@'));
  const std::size_t slash = image.find('/');
  if (slash != std::string_view::npos) {
    const std::string_view first = image.substr(0, slash);
    if (first == "localhost" || first.find_first_of(".:") != std::string_view::npos)
      image.remove_prefix(slash + 1);
  }
  const std::size_t name = image.rfind('/') + 1;
  return image.substr(0, image.find(':', name));
}

}  // namespace

std::vector<std::string> shell_command(std::string line) {
  return {"/bin/sh", "-c", std::move(line)};
}

void Images::set(std::string image, ImageProgram program) {
  programs_.insert_or_assign(std::move(image), std::move(program));
}

const ImageProgram* Images::find(std::string_view image) const {
  if (const auto exact = programs_.find(image); exact != programs_.end()) return &exact->second;
  for (const auto& [name, program] : programs_)
    if (repository_of(name) == repository_of(image)) return &program;
  return nullptr;
}

}  // namespace dynarock::ecs
