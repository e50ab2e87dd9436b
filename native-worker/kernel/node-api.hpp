// Node-API as the addon uses it. Its functions are those of the running executable, whatever that is called: Node, or
// Electron.
#pragma once

#if defined(_WIN32)
// Keeps the header from asking for an import library, which would name one executable.
#define NAPI_EXTERN
#endif
#include <node_api.h>

#if defined(_WIN32)
#define NODE_API_EXPORT __declspec(dllexport)
/** Whether the executable has all of the functions (node-api-windows.cpp). */
bool has_node_api();
#else
#define NODE_API_EXPORT __attribute__((visibility("default")))
/** The dynamic linker does not load an addon that lacks one. */
inline bool has_node_api() { return true; }
#endif
