//===- ClangHeaders.cpp - Owner of the precompiled header -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Empty on purpose. CMake needs one source file to attach the precompiled
/// header to that all targets using clang share (see checker/CMakeLists.txt).
///
//===----------------------------------------------------------------------===//
