-- What a user does in Neovim; what there is to see after each step goes into the file $RESULTS, as JSON.

local results = {}

local function rules(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, (diagnostic.lnum + 1) .. ' ' .. diagnostic.code)
  end
  table.sort(found)
  return found
end

--- What there is in the end, where it does not become what is wanted.
local function see(step, wanted, value)
  vim.wait(60000, function() return vim.deep_equal(value(), wanted) end, 50)
  results[step] = value()
end

vim.cmd.edit('app.py')
local app = vim.api.nvim_get_current_buf()
local function findings() return rules(app) end
local function line(number) return function() return vim.fn.getbufline(app, number)[1] end end
see('opened', { '12 blocking-sleep', '16 blocking-sleep', '8 unawaited-coroutine' }, findings)

vim.api.nvim_win_set_cursor(0, { 8, 5 })
local client = vim.lsp.get_clients({ name = 'async_pitfalls' })[1]
local position = vim.lsp.util.make_position_params(0, client.offset_encoding)
local hover = client:request_sync('textDocument/hover', position, 60000, app)
results.hover = hover.result.contents.value

vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
see('code action', '    await asyncio.sleep(1)', line(8))
see('mended', { '12 blocking-sleep', '16 blocking-sleep' }, findings)

vim.api.nvim_buf_set_lines(app, 7, 8, true, { '    asyncio.sleep(5)' })
see('typed', { '12 blocking-sleep', '16 blocking-sleep', '8 unawaited-coroutine' }, findings)

vim.cmd.split('helper.py')
vim.api.nvim_buf_set_lines(0, 4, 5, true, { '    pass' })
see('changed elsewhere', { '16 blocking-sleep', '8 unawaited-coroutine' }, findings)
vim.cmd.quit({ bang = true })

vim.lsp.buf.code_action({ apply = true, context = { only = { 'source.fixAll.asyncPitfalls' }, diagnostics = {} } })
see('fixed all', '    await asyncio.sleep(5)', line(8))
see('left after that', { '12 blocking-sleep' }, findings)

vim.cmd.undo()
client:stop(true)
see('stopped', {}, findings)
vim.lsp.enable('async_pitfalls', false)
vim.lsp.enable('async_pitfalls')
vim.cmd.edit({ bang = true })
see('started again', { '12 blocking-sleep', '16 blocking-sleep', '8 unawaited-coroutine' }, findings)

vim.fn.writefile({ vim.json.encode(results) }, vim.env.RESULTS)
vim.cmd('qa!')
