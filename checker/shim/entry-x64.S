//===----------------------------------------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The hand-written part of the entry points on x64. Three jobs:
//   PREFIXCommon       an entry point's argument block goes to the handler
//   tapishimResolveKeep  find a real function, keeping every register
//   tapishimCall       call a function with a copy of an argument block
//   tapishimCallback0..  one landing place for each callback of the program
// All have unwind data, so that stacks can be captured through them and the
// program's exceptions can pass.
//
//===----------------------------------------------------------------------===//

	.text

	.balign 16
	.globl tapishimCommon
	.seh_proc tapishimCommon
tapishimCommon:
	leaq 8(%rsp), %rdx
	movl %eax, %ecx
	subq $40, %rsp
	.seh_stackalloc 40
	.seh_endprologue
	call tapishimHandle
	addq $40, %rsp
	ret
	.seh_endproc

// In: %eax = index. Keeps everything but %rax.
	.balign 16
	.globl tapishimResolveKeep
	.seh_proc tapishimResolveKeep
tapishimResolveKeep:
	subq $200, %rsp
	.seh_stackalloc 200
	.seh_endprologue
	movq %rcx, 32(%rsp)
	movq %rdx, 40(%rsp)
	movq %r8, 48(%rsp)
	movq %r9, 56(%rsp)
	movq %r10, 64(%rsp)
	movq %r11, 72(%rsp)
	movdqu %xmm0, 80(%rsp)
	movdqu %xmm1, 96(%rsp)
	movdqu %xmm2, 112(%rsp)
	movdqu %xmm3, 128(%rsp)
	movdqu %xmm4, 144(%rsp)
	movdqu %xmm5, 160(%rsp)
	movl %eax, %ecx
	call tapishimResolve
	movq 32(%rsp), %rcx
	movq 40(%rsp), %rdx
	movq 48(%rsp), %r8
	movq 56(%rsp), %r9
	movq 64(%rsp), %r10
	movq 72(%rsp), %r11
	movdqu 80(%rsp), %xmm0
	movdqu 96(%rsp), %xmm1
	movdqu 112(%rsp), %xmm2
	movdqu 128(%rsp), %xmm3
	movdqu 144(%rsp), %xmm4
	movdqu 160(%rsp), %xmm5
	addq $200, %rsp
	ret
	.seh_endproc

// tapishimCall(function, arguments, count): the function's result.
	.balign 16
	.globl tapishimCall
	.seh_proc tapishimCall
tapishimCall:
	pushq %rbp
	.seh_pushreg %rbp
	movq %rsp, %rbp
	.seh_setframe %rbp, 0
	.seh_endprologue
	movq %rcx, %rax
	movq %rdx, %r10
	leal 5(%r8), %r9d
	andl $-2, %r9d
	shlq $3, %r9
	subq %r9, %rsp
	xorl %r11d, %r11d
1:	cmpl %r8d, %r11d
	jae 2f
	movq (%r10,%r11,8), %rcx
	movq %rcx, (%rsp,%r11,8)
	incl %r11d
	jmp 1b
2:	movq (%rsp), %rcx
	movq 8(%rsp), %rdx
	movq 16(%rsp), %r8
	movq 24(%rsp), %r9
	call *%rax
	movq %rbp, %rsp
	popq %rbp
	ret
	.seh_endproc

	.balign 16
	.seh_proc CallbackCommon
CallbackCommon:
	leaq 8(%rsp), %rdx
	movl %eax, %ecx
	subq $40, %rsp
	.seh_stackalloc 40
	.seh_endprologue
	call tapishimOnCallback
	addq $40, %rsp
	ret
	.seh_endproc

	.set Slot, 0
	.rept 64
	.balign 32
	.if Slot == 0
	.globl tapishimCallback0
tapishimCallback0:
	.endif
	movq %rcx, 8(%rsp)
	movq %rdx, 16(%rsp)
	movq %r8, 24(%rsp)
	movq %r9, 32(%rsp)
	movl $Slot, %eax
	jmp CallbackCommon
	.set Slot, Slot + 1
	.endr
	.balign 32
	.globl tapishimCallbackEnd
tapishimCallbackEnd:
