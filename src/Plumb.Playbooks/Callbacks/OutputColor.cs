namespace Plumb.Playbooks.Callbacks;

/// <summary>What a line is about, each in a colour of its own.</summary>
public enum OutputColor { None, Ok, Changed, Skipped, Error, Unreachable, Verbose, Debug, Warning, Deprecated, Highlight, DiffAdded, DiffRemoved, DiffLines }
