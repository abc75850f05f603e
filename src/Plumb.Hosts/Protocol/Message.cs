namespace Plumb.Hosts.Protocol;

/// <summary>One message: what it is, of which request, and the rest of its bytes.</summary>
internal readonly record struct Message(MessageKind Kind, uint Request, ReadOnlyMemory<byte> Body);
