// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do registers and stack arguments reach the real function as the caller set
// them, and the result the caller? Built twice: with -DSPY as the DLL behind
// the shim, which writes down what arrives, and as the program
//
//   registers SPY SHIM
//
// which calls through the shim and compares. A forwarded function has to get
// everything, a judged one its arguments; both have to give back the stack and
// the registers that belong to the caller. The first call of a function goes
// another way than the second one.

#include <windows.h>

#include <stdio.h>
#include <string.h>

#ifdef _WIN64
#define WORDS 4   // Registers with arguments.
#define OTHERS 2  // r10, r11
#define VECTORS 6 // xmm0 to xmm5
#define SYM(Name) #Name
#else
#define WORDS 2  // ecx, edx: not arguments, but a forwarder keeps them.
#define OTHERS 1 // eax
#define VECTORS 4
#define SYM(Name) "_" #Name
#endif
#define ON_STACK 9

typedef struct {
  ULONG_PTR Words[WORDS];
  ULONG_PTR Others[OTHERS];
  ULONG_PTR Stack[ON_STACK];
  unsigned char Vectors[VECTORS][16];
} Registers;

#define RESULT 0x11223344

#ifdef SPY

__declspec(dllexport) Registers Seen;

#ifdef _WIN64
__asm__(".text\n"
        ".globl spy2\n.globl spy9\n"
        "spy2:\nspy9:\n"
        "  pushq %rax\n  leaq Seen(%rip), %rax\n"
        "  movq %rcx, (%rax)\n  movq %rdx, 8(%rax)\n"
        "  movq %r8, 16(%rax)\n  movq %r9, 24(%rax)\n"
        "  movq %r10, 32(%rax)\n  movq %r11, 40(%rax)\n"
        ".set I, 0\n.rept 9\n"
        "  movq 48+8*I(%rsp), %r10\n  movq %r10, 48+8*I(%rax)\n"
        ".set I, I+1\n.endr\n"
        "  movdqu %xmm0, 120(%rax)\n  movdqu %xmm1, 136(%rax)\n"
        "  movdqu %xmm2, 152(%rax)\n  movdqu %xmm3, 168(%rax)\n"
        "  movdqu %xmm4, 184(%rax)\n  movdqu %xmm5, 200(%rax)\n"
        "  popq %rax\n  movl $0x11223344, %eax\n  ret\n");
#else
__asm__(".text\n"
        ".globl _spy2\n.globl _spy9\n"
        ".macro SPY Size\n"
        "  movl %ecx, _Seen\n  movl %edx, _Seen+4\n  movl %eax, _Seen+8\n"
        ".set I, 0\n.rept 9\n"
        "  movl 4+4*I(%esp), %eax\n  movl %eax, _Seen+12+4*I\n"
        ".set I, I+1\n.endr\n"
        "  movdqu %xmm0, _Seen+48\n  movdqu %xmm1, _Seen+64\n"
        "  movdqu %xmm2, _Seen+80\n  movdqu %xmm3, _Seen+96\n"
        "  movl $0x11223344, %eax\n  ret $\\Size\n.endm\n"
        "_spy2:\n  SPY 8\n_spy9:\n  SPY 36\n");
#endif

#else // The program.

// poke(Function, Registers, Words popped): sets the registers, calls, and
// counts in Broken what the function has not kept of the caller's.
LONG poke(void *Function, const Registers *In, unsigned Popped);
LONG Broken;

#ifdef _WIN64
__asm__(".text\n.globl poke\n.seh_proc poke\n"
        "poke:\n"
        "  pushq %rbp\n  .seh_pushreg %rbp\n"
        "  movq %rsp, %rbp\n  .seh_setframe %rbp, 0\n"
        "  pushq %rbx\n  .seh_pushreg %rbx\n"
        "  pushq %rsi\n  .seh_pushreg %rsi\n"
        "  pushq %rdi\n  .seh_pushreg %rdi\n"
        "  pushq %r12\n  .seh_pushreg %r12\n"
        "  subq $128, %rsp\n  .seh_stackalloc 128\n"
        "  .seh_endprologue\n"
        "  movq %rcx, %r12\n  movq %rdx, %rax\n"
        ".set I, 0\n.rept 9\n"
        "  movq 48+8*I(%rax), %r10\n  movq %r10, 32+8*I(%rsp)\n"
        ".set I, I+1\n.endr\n"
        "  movdqu 120(%rax), %xmm0\n  movdqu 136(%rax), %xmm1\n"
        "  movdqu 152(%rax), %xmm2\n  movdqu 168(%rax), %xmm3\n"
        "  movdqu 184(%rax), %xmm4\n  movdqu 200(%rax), %xmm5\n"
        "  movq (%rax), %rcx\n  movq 8(%rax), %rdx\n"
        "  movq 16(%rax), %r8\n  movq 24(%rax), %r9\n"
        "  movq 32(%rax), %r10\n  movq 40(%rax), %r11\n"
        "  movq %rsp, %rbx\n  movq $1234567, %rsi\n  movq $7654321, %rdi\n"
        "  call *%r12\n"
        "  cmpq %rsp, %rbx\n  je 1f\n  incl Broken(%rip)\n"
        "1:  cmpq $1234567, %rsi\n  je 1f\n  incl Broken(%rip)\n"
        "1:  cmpq $7654321, %rdi\n  je 1f\n  incl Broken(%rip)\n"
        "1:  movq %rbx, %rsp\n  addq $128, %rsp\n"
        "  popq %r12\n  popq %rdi\n  popq %rsi\n  popq %rbx\n  popq %rbp\n"
        "  ret\n.seh_endproc\n");
#else
__asm__(".text\n.globl _poke\n"
        "_poke:\n"
        "  pushl %ebp\n  movl %esp, %ebp\n"
        "  pushl %ebx\n  pushl %esi\n  pushl %edi\n"
        "  movl 12(%ebp), %eax\n  subl $64, %esp\n"
        // What the function does not pop lies above what it does.
        "  movl 16(%ebp), %esi\n  shll $2, %esi\n"
        "  leal (%esp,%esi), %ebx\n"
        ".set I, 0\n.rept 9\n"
        "  movl 12+4*I(%eax), %ecx\n  movl %ecx, 4*I(%esp)\n"
        ".set I, I+1\n.endr\n"
        "  movdqu 48(%eax), %xmm0\n  movdqu 64(%eax), %xmm1\n"
        "  movdqu 80(%eax), %xmm2\n  movdqu 96(%eax), %xmm3\n"
        "  movl (%eax), %ecx\n  movl 4(%eax), %edx\n"
        "  movl $1234567, %esi\n  movl $7654321, %edi\n"
        "  pushl 8(%eax)\n  popl %eax\n"
        "  call *8(%ebp)\n"
        "  cmpl %esp, %ebx\n  je 1f\n  incl _Broken\n"
        "1:  cmpl $1234567, %esi\n  je 1f\n  incl _Broken\n"
        "1:  cmpl $7654321, %edi\n  je 1f\n  incl _Broken\n"
        "1:  leal -12(%ebp), %esp\n"
        "  popl %edi\n  popl %esi\n  popl %ebx\n  popl %ebp\n  ret\n");
#endif

static void fill(Registers *R, unsigned Seed) {
  for (unsigned I = 0; I != sizeof(*R); ++I)
    ((unsigned char *)R)[I] = (unsigned char)(Seed = Seed * 37 + 11 + I);
}

static int differs(const char *What, const void *A, const void *B, size_t N) {
  if (!memcmp(A, B, N))
    return 0;
  printf("%s differ\n", What);
  return 1;
}

int main(int Argc, char **Argv) {
  static const struct {
    const char *Name;
    int Forwarded, NumArgs;
  } All[] = {{"tapiGetLocationInfoW", 1, 2}, {"lineOpenW", 0, 9}};
  HMODULE Spy = Argc == 3 ? LoadLibraryA(Argv[1]) : NULL;
  HMODULE Shim = Argc == 3 ? LoadLibraryA(Argv[2]) : NULL;
  int Bad = 0, Good = 0;
  if (!Spy || !Shim)
    return 2;
  const Registers *Seen =
      (const Registers *)(void *)GetProcAddress(Spy, "Seen");
  for (unsigned I = 0; I != 4; ++I) {
    Registers In;
    const int F = I % 2,
              OnStack = All[F].NumArgs - (sizeof(void *) == 8 ? 4 : 0);
    fill(&In, I);
    // Places that the shim may read: out locations.
    if (!All[F].Forwarded)
      memset(&In.Words, 0, sizeof(In.Words)),
          memset(In.Stack, 0, sizeof(In.Stack));
    for (int K = 5; !All[F].Forwarded && K < ON_STACK; ++K)
      In.Stack[K] = (ULONG_PTR)0x8877665544332211ull + K;
    void *Function = (void *)GetProcAddress(Shim, All[F].Name);
    if (poke(Function, &In, All[F].NumArgs) != RESULT)
      Bad += puts("another result") >= 0;
    if (All[F].Forwarded || sizeof(void *) == 8)
      Bad += differs("registers", In.Words, Seen->Words, sizeof(In.Words));
    if (All[F].Forwarded) {
      Bad += differs("other registers", In.Others, Seen->Others,
                     sizeof(In.Others));
      Bad += differs("vectors", In.Vectors, Seen->Vectors, sizeof(In.Vectors));
    }
    if (OnStack > 0)
      Bad += differs("stack arguments", In.Stack, Seen->Stack,
                     OnStack * sizeof(ULONG_PTR));
    ++Good;
  }
  printf("%d calls, %d differences, %ld registers lost\n", Good, Bad,
         (long)Broken);
  return Bad || Broken;
}

#endif
