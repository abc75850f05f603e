using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Network;

/// <summary><c>cidrnetmask</c>: the subnet mask of an IPv4 prefix.</summary>
internal static class CidrNetmaskFunction
{
    internal static Function Create() => new()
    {
        Name = "cidrnetmask",
        Description = "Turns an IPv4 network prefix into its subnet mask.",
        Parameters = [new Parameter("prefix", DataType.String)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = static call =>
        {
            if (!IpNetwork.TryParse(call.TextAt(0), out var network)) return call.Fail(CidrMessages.Invalid(call.TextAt(0)));
            if (!network.IsV4) return call.Fail($"{call.TextAt(0)} is an IPv6 prefix, and IPv6 has no subnet masks");
            return Value.String(IpNetwork.WriteAddress(IpNetwork.Mask(network.PrefixLength, network.Width), network.Width));
        },
    };
}
