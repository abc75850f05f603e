namespace Plumb.Hosts.Calling;

/// <summary>The executor at the other end is gone, or never was one.</summary>
internal sealed class SessionLostException(string message) : Exception(message);
