namespace Plumb.Hosts.Protocol;

/// <summary>The other side sent something that the protocol does not have: garbage, a cut-off message, or more than is allowed.</summary>
public sealed class ProtocolException(string message) : Exception(message);
