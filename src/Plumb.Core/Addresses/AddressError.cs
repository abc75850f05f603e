namespace Plumb.Core.Addresses;

/// <summary>Why a text is no address, as a full sentence, and which part of it is meant (UTF-16 offsets).</summary>
public sealed record AddressError(string Message, int Start, int End)
{
    public override string ToString() => Message;
}
