namespace Plumb.Connections.Local;

/// <summary>What to run: the program, its words beginning with its name, in a folder that exists, with exactly these variables.</summary>
internal sealed record ChildProcessStart(string Program, IReadOnlyList<string> Words, string Folder, IReadOnlyDictionary<string, string> Variables);
