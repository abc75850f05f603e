namespace Plumb.Plugins.Signatures;

/// <summary>A signature or a key cannot be accepted; the message says why.</summary>
internal sealed class SignatureException(string message) : Exception(message);
