using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Network;

/// <summary><c>cidrcontains</c>, an addition of OpenTofu: whether an address or a whole network lies inside a network.</summary>
internal static class CidrContainsFunction
{
    internal static Function Create() => new()
    {
        Name = "cidrcontains",
        Description = "Says whether an address, or all of a network prefix, lies inside a network prefix of the same family.",
        Parameters = [new Parameter("containing_prefix", DataType.String), new Parameter("contained_ip_or_prefix", DataType.String)],
        ReturnType = Function.Returns(DataType.Bool),
        Body = Contains,
    };

    private static Value Contains(FunctionCall call)
    {
        var (outerText, innerText) = (call.TextAt(0), call.TextAt(1));
        if (!IpNetwork.TryParse(outerText, out var outer)) return call.Fail(CidrMessages.Invalid(outerText));
        if (!IpNetwork.TryParseAddress(innerText, out var inner) && !IpNetwork.TryParse(innerText, out inner))
            return call.Fail($"\"{innerText}\" is neither an address nor a network prefix");
        (outer, inner) = (outer.Unmapped(), inner.Unmapped());
        if (outer.Width != inner.Width) return call.Fail($"{outerText} and {innerText} are of different families, IPv4 and IPv6");
        return Value.Bool(outer.Contains(inner.Address) && outer.Contains(inner.Last));
    }
}
