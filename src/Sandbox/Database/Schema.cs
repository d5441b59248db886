using Microsoft.Data.Sqlite;

namespace Integration.Sandbox.Database;

/// <summary>The tables of <c>lms.db</c>; people and courses are not among them, they come with the program.</summary>
internal static class Schema
{
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS sessions (hash TEXT PRIMARY KEY, person TEXT NOT NULL, notice TEXT);
        CREATE TABLE IF NOT EXISTS acting (hash TEXT PRIMARY KEY REFERENCES sessions (hash) ON DELETE CASCADE, person TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS launches (
          id TEXT PRIMARY KEY, session TEXT NOT NULL, person TEXT NOT NULL, course TEXT NOT NULL, link TEXT, expires INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS launches_for (launch TEXT PRIMARY KEY REFERENCES launches (id) ON DELETE CASCADE, item TEXT NOT NULL, student TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS picks (
          data TEXT PRIMARY KEY, person TEXT NOT NULL, course TEXT NOT NULL, expires INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS links (
          id TEXT PRIMARY KEY, course TEXT NOT NULL, title TEXT NOT NULL, text TEXT, url TEXT NOT NULL, custom TEXT NOT NULL, due TEXT, added INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS link_copies (link TEXT PRIMARY KEY REFERENCES links (id) ON DELETE CASCADE, history TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS course_copies (
          id TEXT PRIMARY KEY, root TEXT NOT NULL, sourced_id TEXT NOT NULL, title TEXT NOT NULL, context TEXT NOT NULL, history TEXT NOT NULL, added INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS line_items (
          id TEXT PRIMARY KEY, course TEXT NOT NULL, link TEXT REFERENCES links (id) ON DELETE SET NULL, label TEXT NOT NULL, maximum REAL NOT NULL,
          resource_id TEXT, tag TEXT, starts TEXT, ends TEXT, added INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS reviews (item TEXT PRIMARY KEY REFERENCES line_items (id) ON DELETE CASCADE, body TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS scores (
          item TEXT NOT NULL REFERENCES line_items (id) ON DELETE CASCADE, person TEXT NOT NULL, score REAL, comment TEXT,
          activity TEXT NOT NULL, grading TEXT NOT NULL, scored_by TEXT, ticks INTEGER NOT NULL, PRIMARY KEY (item, person));
        CREATE TABLE IF NOT EXISTS cell_facts (
          item TEXT NOT NULL REFERENCES line_items (id) ON DELETE CASCADE, person TEXT NOT NULL, attempts INTEGER NOT NULL, by_teacher INTEGER NOT NULL,
          submitted TEXT, PRIMARY KEY (item, person));
        CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY, scopes TEXT NOT NULL, expires INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS tools (
          client TEXT PRIMARY KEY, deployment TEXT NOT NULL, name TEXT NOT NULL, login TEXT NOT NULL, launch TEXT NOT NULL, keys TEXT NOT NULL,
          scopes TEXT NOT NULL, added INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS notice_handlers (client TEXT NOT NULL, type TEXT NOT NULL, handler TEXT NOT NULL, PRIMARY KEY (client, type));
        CREATE TABLE IF NOT EXISTS used_once (value TEXT PRIMARY KEY, expires INTEGER NOT NULL);
        """;

    /// <summary>A text column that may be empty.</summary>
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
