-- A person's part in the test of an editor: opens the file that was named, waits
-- for what is told of it, mends it, and waits until nothing is told any more.

local wait = 60000 -- Milliseconds; far more than it takes.

local function say(text)
  io.stdout:write(text .. "\n")
end

local function told(wanted)
  return vim.wait(wait, function()
    return (#vim.diagnostic.get(0) > 0) == wanted
  end, 50)
end

say("told: " .. tostring(told(true)))
for _, found in ipairs(vim.diagnostic.get(0)) do
  say(string.format("%d:%d %s %s: %s", found.lnum + 1, found.col + 1,
    found.source, found.user_data.lsp.code, found.message))
  for _, step in ipairs(found.user_data.lsp.relatedInformation or {}) do
    say(string.format("  %d: %s", step.location.range.start.line + 1,
      step.message))
  end
end
vim.api.nvim_buf_set_lines(0, 3, 4, true, { "}" })
say("mended: " .. tostring(told(false)))
vim.cmd("qa!")
