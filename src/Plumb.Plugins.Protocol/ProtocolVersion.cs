namespace Plumb.Plugins.Protocol;

/// <summary>The major versions of the provider protocol that are spoken; the number is what the handshake negotiates.</summary>
public enum ProtocolVersion
{
    Five = 5,
    Six = 6,
}
