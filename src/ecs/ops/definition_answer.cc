#include "ecs/ops/answers.h"

namespace dynarock::ecs {

void write_definition(json::Writer& out, const TaskDefinition& definition) {
  // The record, and what has changed since it was made.
  std::string text(definition.json, 0, definition.json.size() - 1);
  text += ",\"status\":\"";
  text += name_of(definition.status);
  text += '"';
  if (definition.deregistered)
    text += ",\"deregisteredAt\":" + epoch_seconds(*definition.deregistered);
  if (definition.delete_requested)
    text += ",\"deleteRequestedAt\":" + epoch_seconds(*definition.delete_requested);
  text += '}';
  out.raw(text);
}

}  // namespace dynarock::ecs
