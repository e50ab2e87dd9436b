// Windows binds imported functions to a file's name. An addon that names node.exe is not found in Electron, whose
// executable is called otherwise; so the functions are looked up in the running executable.
#if defined(_WIN32)

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "node-api.hpp"

// Each function that the addon calls, with its parameters and arguments.
#define NODE_API_FUNCTIONS(FUNCTION)                                                                                 \
  FUNCTION(napi_throw_type_error, (napi_env a, const char* b, const char* c), (a, b, c))                             \
  FUNCTION(napi_get_typedarray_info,                                                                                 \
           (napi_env a, napi_value b, napi_typedarray_type* c, size_t* d, void** e, napi_value* f, size_t* g),       \
           (a, b, c, d, e, f, g))                                                                                    \
  FUNCTION(napi_is_arraybuffer, (napi_env a, napi_value b, bool* c), (a, b, c))                                      \
  FUNCTION(napi_get_cb_info, (napi_env a, napi_callback_info b, size_t* c, napi_value* d, napi_value* e, void** f),  \
           (a, b, c, d, e, f))                                                                                       \
  FUNCTION(napi_get_value_uint32, (napi_env a, napi_value b, uint32_t* c), (a, b, c))                                \
  FUNCTION(napi_get_value_double, (napi_env a, napi_value b, double* c), (a, b, c))                                  \
  FUNCTION(napi_create_int32, (napi_env a, int32_t b, napi_value* c), (a, b, c))                                     \
  FUNCTION(napi_create_uint32, (napi_env a, uint32_t b, napi_value* c), (a, b, c))                                   \
  FUNCTION(napi_create_array, (napi_env a, napi_value* b), (a, b))                                                   \
  FUNCTION(napi_create_string_utf8, (napi_env a, const char* b, size_t c, napi_value* d), (a, b, c, d))              \
  FUNCTION(napi_create_function,                                                                                     \
           (napi_env a, const char* b, size_t c, napi_callback d, void* e, napi_value* f), (a, b, c, d, e, f))       \
  FUNCTION(napi_set_named_property, (napi_env a, napi_value b, const char* c, napi_value d), (a, b, c, d))           \
  FUNCTION(napi_set_element, (napi_env a, napi_value b, uint32_t c, napi_value d), (a, b, c, d))

// Looked up while the addon is loaded, which the system does once: threads only read what was found.
#define NODE_API_FORWARD(name, parameters, arguments)                                                     \
  static const auto found_##name = reinterpret_cast<decltype(&name)>(                                     \
      reinterpret_cast<void*>(GetProcAddress(GetModuleHandleA(nullptr), #name)));                         \
  extern "C" napi_status NAPI_CDECL name parameters { return found_##name arguments; }
NODE_API_FUNCTIONS(NODE_API_FORWARD)

#define NODE_API_IS_MISSING(name, parameters, arguments) \
  if (found_##name == nullptr) return false;

bool has_node_api() {
  NODE_API_FUNCTIONS(NODE_API_IS_MISSING)
  return true;
}

#endif
