using System.Collections.Frozen;
using Plumb.Jinja.Calls;
using static Plumb.Jinja.Calls.Parameter;

namespace Plumb.Jinja.Values.Methods;

/// <summary>The methods of bytes.</summary>
internal static class BytesMethods
{
    public static readonly FrozenDictionary<string, PyMethod> All = new Dictionary<string, PyMethod>
    {
        ["decode"] = MethodArguments.Of(
            new Signature("decode", 0, Optional("encoding", "utf-8"), Optional("errors", "strict")),
            (owner, a) => PyEncodings.Decode((PyBytes)owner, MethodArguments.Text(a[0]), MethodArguments.Text(a[1]))),
        ["hex"] = MethodArguments.OfNone("hex", owner => Convert.ToHexStringLower(((PyBytes)owner).Span)),
    }.ToFrozenDictionary();
}
