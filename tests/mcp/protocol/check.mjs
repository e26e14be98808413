// SPDX-License-Identifier: Apache-2.0
// Talks to `brink mcp` with the protocol's own client, whose schemas every answer has to satisfy.
// Usage: node check.mjs BRINK ARCHIVE WATCH
import assert from 'node:assert/strict';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js';
import {CallToolResultSchema, InitializeResultSchema, JSONRPCMessageSchema, ListToolsResultSchema} from '@modelcontextprotocol/sdk/types.js';
import {spawnSync} from 'node:child_process';

const [brink, archive, watch] = process.argv.slice(2);
const args = ['mcp', '--archive', archive, '--watch', watch];

const client = new Client({name: 'check', version: '1'});
await client.connect(new StdioClientTransport({command: brink, args}));
assert.equal(client.getServerVersion().name, 'brink');
const {tools} = ListToolsResultSchema.parse(await client.listTools());
assert.deepEqual(tools.map(t => t.name).sort(), ['actors', 'board', 'events', 'explain', 'search', 'stories']);
for (const tool of tools) assert.equal(tool.annotations.readOnlyHint, true);

// The client checks structured answers against each tool's output schema.
const call = async (name, args) => CallToolResultSchema.parse(await client.callTool({name, arguments: args}));
const board = await call('board', {at: '2022-02-16'});
assert.ok(board.structuredContent.scenarios.length > 0 && board.structuredContent.evidence.length > 0);
const events = await call('events', {actor: ['RUS'], limit: 2});
assert.equal(events.structuredContent.events.length, 2);
await call('stories', {either: ['UKR'], limit: 2});
await call('search', {words: 'Kyiv', limit: 2});
await call('actors', {name: 'OSCE'});
const why = await call('explain', {id: events.structuredContent.events[0].event});
assert.ok(why.structuredContent.trail.frame);
assert.equal((await call('events', {limit: 1000})).isError, true);
await assert.rejects(call('erase', {}));
await client.close();

// Each published revision is agreed on, and every line is a message of the protocol.
for (const protocolVersion of ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25']) {
  const input = [
    {jsonrpc: '2.0', id: 'a', method: 'initialize', params: {protocolVersion, capabilities: {}, clientInfo: {name: 'check', version: '1'}}},
    {jsonrpc: '2.0', method: 'notifications/initialized'},
    {jsonrpc: '2.0', id: 2, method: 'ping'},
    {jsonrpc: '2.0', id: 3, method: 'nothing/at-all'},
    'not a message',
  ].map(m => typeof m === 'string' ? m : JSON.stringify(m)).join('\n') + '\n';
  const {stdout, status} = spawnSync(brink, args, {input, encoding: 'utf8'});
  assert.equal(status, 0);
  const lines = stdout.trim().split('\n').map(line => JSON.parse(line));
  assert.equal(lines.length, 4);
  assert.equal(InitializeResultSchema.parse(lines[0].result).protocolVersion, protocolVersion);
  for (const line of lines.filter(l => l.id !== null)) JSONRPCMessageSchema.parse(line);
}
console.log('mcp: every answer is as the protocol has it');
