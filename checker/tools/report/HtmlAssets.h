//===- HtmlAssets.h - The inside of the HTML report -------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Style and script of the page, which CMake embeds from html/.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_HTMLASSETS_H
#define TAPI_CHECKER_TOOLS_REPORT_HTMLASSETS_H

namespace tapi::report {

extern const char PageStyle[];
extern const char PageScript[];

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_HTMLASSETS_H
