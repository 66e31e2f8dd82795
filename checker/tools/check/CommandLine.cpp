//===- CommandLine.cpp - Commands of other compilers as clang takes them -===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which flags of cl matter to the meaning of a program, and how clang spells
/// them.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/CommandLine.h"

#include "checker/tools/check/CxxLibrary.h"

#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace tapi::check;
namespace types = clang::driver::types;
using llvm::StringRef;

namespace {

/// How a flag of cl is treated.
enum class Treatment {
  Translate, ///< Its value goes behind As
  Replace,   ///< It becomes As
  Drop,      ///< It says nothing about the meaning of the program
  DropValue, ///< The same, with a value that may stand apart
  Language,  ///< Its value is the one file of that language
};

struct ClFlag {
  StringRef Name; ///< Without / or -
  Treatment How;
  StringRef As;
  bool IsWhole = false; ///< Nothing follows the name
};

/// Longer names first where one begins with another.
const ClFlag ClFlags[] = {
    {"external:I", Treatment::Translate, "-isystem"},
    {"imsvc", Treatment::Translate, "-isystem"},
    {"isystem", Treatment::Translate, "-isystem"},
    {"I", Treatment::Translate, "-I"},
    {"D", Treatment::Translate, "-D"},
    {"U", Treatment::Translate, "-U"},
    {"FI", Treatment::Translate, "-include"},
    {"std:c++latest", Treatment::Replace, "-std=c++2b", true},
    {"std:c++20", Treatment::Replace, "-std=c++20", true},
    {"std:c++17", Treatment::Replace, "-std=c++17", true},
    {"std:c++14", Treatment::Replace, "-std=c++14", true},
    {"std:clatest", Treatment::Replace, "-std=c2x", true},
    {"std:c17", Treatment::Replace, "-std=c17", true},
    {"std:c11", Treatment::Replace, "-std=c11", true},
    {"TP", Treatment::Replace, "-xc++", true},
    {"TC", Treatment::Replace, "-xc", true},
    {"Tp", Treatment::Language, "-xc++"},
    {"Tc", Treatment::Language, "-xc"},
    {"J", Treatment::Replace, "-funsigned-char", true},
    {"MDd", Treatment::Replace, "-D_DEBUG", true},
    {"MD", Treatment::Replace, "-D_DLL", true},
    {"MTd", Treatment::Replace, "-D_DEBUG", true},
    {"LDd", Treatment::Replace, "-D_DEBUG", true},
    {"LD", Treatment::Drop, "", true},
    {"MT", Treatment::Drop, "", true},
    {"Fo", Treatment::DropValue, ""},
    {"Fd", Treatment::DropValue, ""},
    {"Fp", Treatment::DropValue, ""},
    {"Fe", Treatment::DropValue, ""},
    {"Fa", Treatment::DropValue, ""},
    {"FR", Treatment::DropValue, ""},
    {"Fr", Treatment::DropValue, ""},
    {"Fm", Treatment::DropValue, ""},
    {"FS", Treatment::Drop, "", true},
    {"FC", Treatment::Drop, "", true},
    {"c", Treatment::Drop, "", true},
    {"nologo", Treatment::Drop, "", true},
    {"showIncludes", Treatment::Drop, ""},
    {"utf-8", Treatment::Drop, "", true},
    {"bigobj", Treatment::Drop, "", true},
    {"permissive", Treatment::Drop, ""},
    {"diagnostics", Treatment::Drop, ""},
    {"analyze", Treatment::Drop, ""},
    {"sdl", Treatment::Drop, ""},
    {"errorReport", Treatment::Drop, ""},
    {"external:", Treatment::Drop, ""},
    {"source-charset:", Treatment::Drop, ""},
    {"execution-charset:", Treatment::Drop, ""},
    {"favor:", Treatment::Drop, ""},
    {"openmp", Treatment::Drop, ""},
    {"fp:", Treatment::Drop, ""},
    {"Zc:", Treatment::Drop, ""},
    {"arch:", Treatment::Drop, ""},
    {"Wv:", Treatment::Drop, ""},
    {"w", Treatment::Drop, ""},
    {"W", Treatment::Drop, ""},
    {"O", Treatment::Drop, ""},
    {"G", Treatment::Drop, ""},
    {"EH", Treatment::Drop, ""},
    {"R", Treatment::Drop, ""},
    {"Y", Treatment::Drop, ""}, // Precompiled headers: they are included.
    {"Z", Treatment::Drop, ""},
    {"MP", Treatment::Drop, ""},
    {"v", Treatment::Drop, ""},
    {"Q", Treatment::Drop, ""},
};

const ClFlag *findClFlag(StringRef Argument) {
  if (Argument.empty() || (Argument[0] != '/' && Argument[0] != '-'))
    return nullptr;
  StringRef Name = Argument.drop_front();
  for (const ClFlag &Flag : ClFlags)
    if (Flag.IsWhole ? Name == Flag.Name : Name.starts_with(Flag.Name))
      return &Flag;
  return nullptr;
}

StringRef programName(StringRef Program) {
  StringRef Name = Program.substr(Program.find_last_of("/\\") + 1);
  return Name.ends_with_insensitive(".exe") ? Name.drop_back(4) : Name;
}

/// The target that \p Command names, empty if none.
StringRef targetOf(llvm::ArrayRef<std::string> Command) {
  for (std::size_t I = 0; I < Command.size(); ++I) {
    StringRef Argument = Command[I];
    if (Argument.consume_front("--target="))
      return Argument;
    if ((Argument == "-target" || Argument == "--target") &&
        I + 1 < Command.size())
      return Command[I + 1];
  }
  return "";
}

bool is32Bit(llvm::ArrayRef<std::string> Command, const Arguments &A) {
  StringRef Target = targetOf(Command);
  if (!Target.empty())
    return Target.starts_with("i") && Target.contains("86");
  return A.Target == "x86" || llvm::any_of(Command, [](StringRef Argument) {
           return Argument == "-m32" ||
                  Argument.drop_front(!Argument.empty())
                      .starts_with_insensitive("arch:ia32");
         });
}

class ClTranslation {
public:
  ClTranslation(const Job &J, const Arguments &A,
                std::vector<std::string> &Ignored)
      : From(J.Command), File(J.File), Ignored(Ignored) {
    To.push_back("clang");
    llvm::append_range(To, windowsTarget(is32Bit(From, A)));
  }

  std::vector<std::string> run() {
    for (At = 1; At < From.size(); ++At) {
      StringRef Argument = From[At];
      if (Argument == "/link" || Argument == "-link")
        break;
      if (const ClFlag *Flag = findClFlag(Argument))
        translate(*Flag, Argument.drop_front(1 + Flag->Name.size()));
      else
        other(Argument);
    }
    addFile(To, File);
    return std::move(To);
  }

private:
  void translate(const ClFlag &Flag, StringRef Value) {
    bool Takes =
        Flag.How == Treatment::Translate || Flag.How == Treatment::Language;
    if (Takes && Value.empty() && At + 1 < From.size())
      Value = From[++At];
    switch (Flag.How) {
    case Treatment::Translate: {
      bool IsMacro = Flag.As == "-D" || Flag.As == "-U";
      To.push_back(Flag.As.str());
      To.push_back(IsMacro ? macro(Value) : slashes(Value));
      break;
    }
    case Treatment::Replace:
    case Treatment::Language:
      To.push_back(Flag.As.str());
      break;
    case Treatment::DropValue:
      // "/Fo: file" stands apart, "/Fofile" does not.
      if (Value == ":" && At + 1 < From.size())
        ++At;
      break;
    case Treatment::Drop:
      break;
    }
  }

  /// cl takes "NAME#VALUE", too, for shells to which '=' means something.
  static std::string macro(StringRef Value) {
    std::string Result = Value.str();
    std::size_t At = Value.find_first_of("#=");
    if (At != StringRef::npos)
      Result[At] = '=';
    return Result;
  }

  void other(StringRef Argument) {
    if (Argument == "-target" || Argument == "--target") {
      ++At;
      return;
    }
    if (Argument.starts_with("--target=") ||
        Argument.starts_with("--driver-mode=") || Argument == "--")
      return;
    bool IsFlag = Argument.starts_with("-") ||
                  (Argument.starts_with("/") && !isTheFile(Argument));
    // What is no flag is the file, which goes last.
    if (IsFlag)
      Ignored.push_back(Argument.str());
  }

  bool isTheFile(StringRef Argument) const {
    return llvm::sys::path::filename(slashes(Argument)) ==
           llvm::sys::path::filename(File);
  }

  const std::vector<std::string> &From;
  const std::string &File;
  std::vector<std::string> &Ignored;
  std::vector<std::string> To;
  std::size_t At = 0;
};

/// A target of Microsoft's, whose headers are not here, becomes mingw-w64's.
void replaceTarget(std::vector<std::string> &Command) {
  for (std::size_t I = 0; I < Command.size(); ++I) {
    StringRef Argument = Command[I];
    bool IsNext = (Argument == "-target" || Argument == "--target") &&
                  I + 1 < Command.size();
    StringRef Triple = IsNext ? StringRef(Command[I + 1]) : Argument;
    if (!IsNext && !Triple.consume_front("--target="))
      continue;
    if (!Triple.contains("windows") || !Triple.contains("msvc"))
      continue;
    std::string Arch = Triple.split('-').first.str();
    Command[IsNext ? I + 1 : I] =
        (IsNext ? "" : "--target=") + Arch + "-w64-mingw32";
  }
}

/// Leaves out precompiled headers where the header itself is included, too, as
/// CMake writes it for clang: the build may not have made them yet, and with
/// other flags than ours.
void dropPrecompiled(std::vector<std::string> &Command) {
  const std::string Pass = "-Xclang";
  auto Passed = [&](StringRef Flag) {
    std::size_t At = 1;
    while (At + 3 < Command.size() &&
           (Command[At] != Pass || Command[At + 1] != Flag ||
            Command[At + 2] != Pass))
      ++At;
    return At;
  };
  if (Passed("-include") + 3 >= Command.size())
    return;
  auto First = Command.begin() + Passed("-include-pch");
  if (First + 3 < Command.end())
    Command.erase(First, First + 4);
}

bool isWindows(llvm::ArrayRef<std::string> Command) {
  StringRef Target = targetOf(Command);
  if (!Target.empty())
    return Target.contains("mingw") || Target.contains("windows") ||
           Target.contains("win32");
  return !Command.empty() && programName(Command[0]).contains("mingw");
}

bool tellsLanguage(llvm::ArrayRef<std::string> Command) {
  return llvm::any_of(
      Command, [](StringRef Argument) { return Argument.starts_with("-x"); });
}

types::ID typeOf(StringRef Extension) {
  return types::lookupTypeForExtension(
      Extension.drop_front(!Extension.empty()));
}

/// Names of files are names in any case, on Windows: clang knows some.
void tellLanguage(Job &J, const Arguments &A) {
  StringRef Extension = llvm::sys::path::extension(J.File);
  if (typeOf(Extension) != types::TY_INVALID || tellsLanguage(J.Command) ||
      tellsLanguage(A.ClangArguments))
    return;
  types::ID Type = typeOf(Extension.lower());
  if (types::isDerivedFromC(Type))
    J.Command.insert(J.Command.begin() + 1,
                     std::string("-x") + types::getTypeName(Type));
}

} // namespace

bool tapi::check::isCl(llvm::ArrayRef<std::string> Command) {
  if (Command.empty())
    return false;
  StringRef Name = programName(Command[0]);
  return Name.equals_insensitive("cl") ||
         Name.starts_with_insensitive("clang-cl") ||
         llvm::is_contained(Command, "--driver-mode=cl");
}

bool tapi::check::isCOrCxx(StringRef File,
                           llvm::ArrayRef<std::string> Command) {
  static constexpr StringRef ClFlagsOfLanguages[] = {"TP", "TC", "Tp", "Tc"};
  bool IsTold =
      isCl(Command)
          ? llvm::any_of(
                Command,
                [](StringRef Argument) {
                  return llvm::is_contained(
                      ClFlagsOfLanguages,
                      Argument.drop_front(!Argument.empty()).take_front(2));
                })
          : tellsLanguage(Command);
  return IsTold || types::isDerivedFromC(
                       typeOf(llvm::sys::path::extension(File).lower()));
}

std::string tapi::check::slashes(StringRef Path) {
  return llvm::sys::path::convert_to_slash(Path,
                                           llvm::sys::path::Style::windows);
}

std::vector<std::string> tapi::check::windowsTarget(bool Is32Bit) {
  std::vector<std::string> Result = {
      "-target", Is32Bit ? "i686-w64-mingw32" : "x86_64-w64-mingw32",
      // As cl reads it; the headers take their compiler for gcc.
      "-fms-compatibility", "-fms-compatibility-version=19.20",
      "-fgnuc-version=4.2.1", "-U_MSC_VER"};
  // A standard without gcc's extensions is none of cl's, to gcc's library.
  if (!Is32Bit)
    Result.insert(Result.end(), {"-D__GLIBCXX_TYPE_INT_N_0=__int128",
                                 "-D__GLIBCXX_BITSIZE_INT_N_0=128"});
  return Result;
}

void tapi::check::addFile(std::vector<std::string> &Command, StringRef File) {
  if (File.ends_with(".C") && !tellsLanguage(Command))
    Command.push_back("-xc");
  Command.push_back("-c");
  Command.push_back(File.str());
}

void tapi::check::adaptCommand(Job &J, const Arguments &A,
                               std::vector<std::string> &Ignored) {
  if (isCl(J.Command))
    J.Command = ClTranslation(J, A, Ignored).run();
  else
    replaceTarget(J.Command);
  dropPrecompiled(J.Command);
  J.IsWindows = isWindows(J.Command);
  if (J.IsWindows)
    tellLanguage(J, A);
  auto Insert = [&J](const std::vector<std::string> &Arguments) {
    J.Command.insert(J.Command.begin() + 1, Arguments.begin(), Arguments.end());
  };
  Insert(A.ClangArguments);
  if (J.IsWindows)
    Insert(cxxLibrary(J.Command));
}
