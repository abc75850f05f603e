namespace Plumb.Playbooks.Strategies.Records;

/// <summary>A record that cannot be gone on with; the message says why.</summary>
public sealed class RecordException(string message) : Exception(message);
