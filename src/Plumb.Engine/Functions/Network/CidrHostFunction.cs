using System.Numerics;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Network;

/// <summary><c>cidrhost</c>: the address of a host by its number in a network; negative numbers count from the end.</summary>
internal static class CidrHostFunction
{
    internal static Function Create() => new()
    {
        Name = "cidrhost",
        Description = "Gives the full address of a host from its number inside a network prefix. Negative numbers count back from the network's end.",
        Parameters = [new Parameter("prefix", DataType.String), new Parameter("hostnum", DataType.Number)],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Host,
    };

    private static Value Host(FunctionCall call)
    {
        if (!call.NumberAt(1).TryGetBigInteger(out var number)) return call.Fail("the number of the host must be a whole number");
        if (!IpNetwork.TryParse(call.TextAt(0), out var network)) return call.Fail(CidrMessages.Invalid(call.TextAt(0)));

        var max = (BigInteger.One << (network.Width - network.PrefixLength)) - 1;
        var place = number.Sign < 0 ? max + number + 1 : number;
        if (place.Sign < 0 || place > max) return call.Fail($"a prefix of {network.PrefixLength} bits has no room for a host with the number {number}");

        // A mapped IPv4 address counts as one of 32 bits here though it has 128, so that the number lands in its upper
        // bits: a mistake of the peer that its results depend on.
        return network.TryInsert(place, network.IsV4 ? 32 : 128, out var address)
            ? Value.String(IpNetwork.WriteAddress(address, network.Width))
            : call.Fail($"a prefix of {network.PrefixLength} bits has no room for a host with the number {number}");
    }
}
