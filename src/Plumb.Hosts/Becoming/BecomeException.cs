namespace Plumb.Hosts.Becoming;

/// <summary>The user cannot be become; the message says why, as the peer does.</summary>
internal sealed class BecomeException(string message) : Exception(message);
