using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Engine.Functions.Crypto;

/// <summary><c>uuid</c> and <c>uuidv5</c>: identifiers, by chance or from a name in a namespace (RFC 9562).</summary>
internal static class UuidFunctions
{
    internal static Function CreateUuid(FunctionContext context) => new()
    {
        Name = "uuid",
        Description = "Makes up a new identifier at every call. While planning it is unknown.",
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        IsPure = false,
        Body = call =>
        {
            if (context.IsPlanning) return call.UnknownResult();
            Span<byte> bytes = stackalloc byte[16];
            context.FillRandom(bytes);
            return Value.String(Write(bytes, version: 4));
        },
    };

    internal static Function CreateUuidV5() => new()
    {
        Name = "uuidv5",
        Description = "Makes the identifier of a name in a namespace: \"dns\", \"url\", \"oid\", \"x500\" or an identifier. Equal arguments give equal results.",
        Parameters = [new Parameter("namespace", DataType.String), new Parameter("name", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = OfName,
    };

    private static Value OfName(FunctionCall call)
    {
        if (!TryNamespace(call.TextAt(0), out var space)) return call.Fail($"the namespace \"{call.TextAt(0)}\" is neither \"dns\", \"url\", \"oid\" or \"x500\" nor a UUID");
        byte[] named = [.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(call.TextAt(1))];
#pragma warning disable CA5350 // Version 5 is defined over SHA-1.
        return Value.String(Write(SHA1.HashData(named).AsSpan(0, 16), version: 5));
#pragma warning restore CA5350
    }

    private static bool TryNamespace(string text, out Guid space)
    {
        const string Urn = "urn:uuid:";
        if (text.StartsWith(Urn, StringComparison.OrdinalIgnoreCase)) return Guid.TryParseExact(text.AsSpan(Urn.Length), "D", out space);
        var known = text switch { "dns" => 0x10, "url" => 0x11, "oid" => 0x12, "x500" => 0x14, _ => 0 };
        if (known != 0)
        {
            // The four of RFC 9562 section 6.6 differ in one byte.
            space = new Guid(0x6ba7b800 | known, unchecked((short)0x9dad), 0x11d1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8);
            return true;
        }
        return Guid.TryParseExact(text, "D", out space) || Guid.TryParseExact(text, "B", out space) || Guid.TryParseExact(text, "N", out space);
    }

    private static string Write(Span<byte> bytes, int version)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | version << 4);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
