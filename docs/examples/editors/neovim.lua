-- For ~/.config/nvim/plugin/: tapi-clangd for C and C++ files. It finds the
-- compile_commands.json in a folder above the file, or in its folder "build".
-- For Neovim 0.7 and later.

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "c", "cpp" },
  callback = function(event)
    local config = {
      name = "tapi-clangd",
      cmd = { "tapi-clangd" },
      root_dir = vim.fn.fnamemodify(event.file, ":p:h"),
    }
    if vim.lsp.start then
      vim.lsp.start(config)
    else
      vim.lsp.buf_attach_client(event.buf, vim.lsp.start_client(config))
    end
  end,
})
