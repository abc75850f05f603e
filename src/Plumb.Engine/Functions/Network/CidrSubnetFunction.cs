using System.Numerics;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Network;

/// <summary><c>cidrsubnet</c>: one subnet of a network by its number.</summary>
internal static class CidrSubnetFunction
{
    internal static Function Create() => new()
    {
        Name = "cidrsubnet",
        Description = "Gives one subnet of a network prefix: the prefix is made longer by some bits, which hold the subnet's number.",
        Parameters =
        [
            new Parameter("prefix", DataType.String),
            new Parameter("newbits", DataType.Number),
            new Parameter("netnum", DataType.Number),
        ],
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        Body = Subnet,
    };

    private static Value Subnet(FunctionCall call)
    {
        if (!call.TryWholeNumberAt(1, out var newBits, out var problem)) return call.Fail($"the number of new bits {problem}");
        if (!call.NumberAt(2).TryGetBigInteger(out var number)) return call.Fail("the number of the subnet must be a whole number");
        if (!IpNetwork.TryParse(call.TextAt(0), out var network)) return call.Fail(CidrMessages.Invalid(call.TextAt(0)));

        if (newBits > network.Width - network.PrefixLength) return call.Fail($"a prefix of {network.PrefixLength} bits cannot grow by {newBits}; addresses have {network.Width} bits");
        if (newBits is >= 0 and < 64 && BigInteger.Abs(number) >= BigInteger.One << (int)newBits) return NoRoom(call, newBits, number);

        // The peer lets a prefix shrink; beyond nothing it prints this instead of a network.
        if (newBits < -network.PrefixLength) return number.IsZero ? Value.String("<nil>") : NoRoom(call, newBits, number);

        var length = network.PrefixLength + (int)newBits;
        return network.TryInsert(number, length, out var address)
            ? Value.String(new IpNetwork(address, network.Width, length).ToString())
            : NoRoom(call, newBits, number);
    }

    private static Value NoRoom(FunctionCall call, long newBits, BigInteger number) =>
        call.Fail($"{newBits} new bits have no room for a subnet with the number {number}");
}
