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
/** Looks the functions up; false where one is missing (node-api-windows.cpp). */
bool resolve_node_api();
#else
#define NODE_API_EXPORT __attribute__((visibility("default")))
/** Nothing to do: the dynamic linker finds the functions. */
inline bool resolve_node_api() { return true; }
#endif
