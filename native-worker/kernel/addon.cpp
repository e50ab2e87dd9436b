// The kernel as a Node-API addon. Its exports:
//   instructionSets: string[]  those that this machine runs, best first
//   widths: number[]           doubles in a vector of each
//   advance(index: number, arena: Uint8Array, work: number): number
//                              works on the job at the start of the arena with one of them; gives a `Status`
//   misalignment(arena: Uint8Array): number
//                              bytes from the last 64-byte boundary to the arena's first byte
// Arguments of other types, detached arrays and shared ones are a TypeError. No C++ runtime is needed.
#include <cstddef>
#include <cstdint>

#include "job.hpp"
#include "node-api.hpp"
#include "variants.hpp"

namespace {

using automl_zero::kMostVariants;
using automl_zero::Variant;

/** The variants that this machine runs, best first. */
struct RunnableVariants {
  Variant variants[kMostVariants];
  uint32_t count;
};

RunnableVariants find_runnable() {
  Variant all[kMostVariants];
  const uint32_t count = automl_zero::list_variants(all);
  RunnableVariants found = {};
  for (uint32_t index = 0; index < count; index++) {
    if (all[index].runs_here) found.variants[found.count++] = all[index];
  }
  return found;
}

/**
 * Found while the addon is loaded, which the system does once. Each thread of JavaScript that uses the addon is registered
 * below for itself, at a time when others may be evaluating, so nothing is written there.
 */
const RunnableVariants runnable = find_runnable();

napi_value refuse(napi_env env, const char* message) {
  napi_throw_type_error(env, nullptr, message);
  return nullptr;
}

/** The bytes of a `Uint8Array`. False, with an exception pending, where the value is none, or not this thread's own. */
bool read_bytes(napi_env env, napi_value value, uint8_t** bytes, size_t* length) {
  napi_typedarray_type type;
  void* data = nullptr;
  napi_value buffer;
  bool is_buffer = false;
  if (napi_get_typedarray_info(env, value, &type, length, &data, &buffer, nullptr) != napi_ok ||
      type != napi_uint8_array) {
    refuse(env, "the kernel's arena has to be a Uint8Array");
    return false;
  }
  if (napi_is_arraybuffer(env, buffer, &is_buffer) != napi_ok || !is_buffer) {
    refuse(env, "the kernel's arena must not be shared memory");
    return false;
  }
  if (data == nullptr || *length == 0) {
    refuse(env, "the kernel's arena is empty or its buffer was detached");
    return false;
  }
  *bytes = static_cast<uint8_t*>(data);
  return true;
}

napi_value advance(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value arguments[3];
  uint32_t index = 0;
  double work = 0;
  uint8_t* arena = nullptr;
  size_t length = 0;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  if (count < 3) return refuse(env, "advance takes the number of an instruction set, an arena and an amount of work");
  if (napi_get_value_uint32(env, arguments[0], &index) != napi_ok || index >= runnable.count)
    return refuse(env, "advance takes the number of one of instructionSets first");
  if (napi_get_value_double(env, arguments[2], &work) != napi_ok)
    return refuse(env, "advance takes an amount of work, a number, last");
  if (!read_bytes(env, arguments[1], &arena, &length)) return nullptr;
  napi_value status;
  napi_create_int32(env, runnable.variants[index].advance(arena, length, work), &status);
  return status;
}

napi_value misalignment(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument;
  uint8_t* arena = nullptr;
  size_t length = 0;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  if (count < 1) return refuse(env, "misalignment takes an arena");
  if (!read_bytes(env, argument, &arena, &length)) return nullptr;
  napi_value bytes;
  napi_create_uint32(env, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(arena) % automl_zero::kBlockBytes), &bytes);
  return bytes;
}

void export_function(napi_env env, napi_value exports, const char* name, napi_callback callback) {
  napi_value function;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
  napi_set_named_property(env, exports, name, function);
}

void export_instruction_sets(napi_env env, napi_value exports) {
  napi_value names;
  napi_value widths;
  napi_create_array(env, &names);
  napi_create_array(env, &widths);
  for (uint32_t index = 0; index < runnable.count; index++) {
    napi_value name;
    napi_value width;
    napi_create_string_utf8(env, runnable.variants[index].instruction_set, NAPI_AUTO_LENGTH, &name);
    napi_create_uint32(env, runnable.variants[index].width, &width);
    napi_set_element(env, names, index, name);
    napi_set_element(env, widths, index, width);
  }
  napi_set_named_property(env, exports, "instructionSets", names);
  napi_set_named_property(env, exports, "widths", widths);
}

}  // namespace

extern "C" {

NODE_API_EXPORT int32_t node_api_module_get_api_version_v1() { return 8; }

NODE_API_EXPORT napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  if (!has_node_api()) return nullptr;
  export_instruction_sets(env, exports);
  export_function(env, exports, "advance", advance);
  export_function(env, exports, "misalignment", misalignment);
  return exports;
}

}  // extern "C"
