using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Network;

/// <summary><c>cidrsubnets</c>: subnets of different sizes, one after the other, each at the next place where its size fits.</summary>
internal static class CidrSubnetsFunction
{
    internal static Function Create() => new()
    {
        Name = "cidrsubnets",
        Description = "Cuts a network prefix into consecutive subnets, each longer than the prefix by the given number of bits.",
        Parameters = [new Parameter("prefix", DataType.String)],
        VariadicParameter = new Parameter("newbits", DataType.Number),
        ReturnType = Function.Returns(DataType.List(DataType.String)),
        RefineResult = Function.NeverNull,
        Body = Subnets,
    };

    private static Value Subnets(FunctionCall call)
    {
        if (!IpNetwork.TryParse(call.TextAt(0), out var network)) return call.Fail(0, CidrMessages.Invalid(call.TextAt(0)));

        var subnets = new Value[call.Count - 1];
        IpNetwork? previous = null;
        for (var i = 0; i < subnets.Length; i++)
        {
            if (!TryLength(call, i + 1, network, out var length, out var problem)) return call.Fail(i + 1, problem);
            if (Next(network, previous, length) is not { } next)
                return call.Fail(i + 1, $"no room is left for a subnet with a prefix of {length} bits after {previous?.ToString() ?? "the start"}");
            subnets[i] = Value.String(next.ToString());
            previous = next;
        }
        return ListValue.OfType(DataType.List(DataType.String), subnets);
    }

    private static bool TryLength(FunctionCall call, int index, IpNetwork network, out int length, out string problem)
    {
        length = 0;
        if (!call.TryWholeNumberAt(index, out var newBits, out problem)) return false;
        problem = newBits switch
        {
            < 1 => "the prefix must grow by at least one bit",
            > 32 => "the prefix may not grow by more than 32 bits",
            _ when newBits > network.Width - network.PrefixLength =>
                $"the prefix would grow to {network.PrefixLength + newBits} bits, too long for an IPv{(network.Width == 32 ? 4 : 6)} address",
            _ => "",
        };
        length = network.PrefixLength + (int)newBits;
        return problem.Length == 0;
    }

    private static IpNetwork? Next(IpNetwork network, IpNetwork? previous, int length)
    {
        // The peer begins one address below the network: it can do so neither below zero nor for mapped IPv4 addresses.
        if (network.Address == 0 || network.IsMapped) return null;
        if (previous is not { } last) return new IpNetwork(network.Address, network.Width, length);

        var end = last.Last | ~IpNetwork.Mask(length, network.Width);
        var address = (end + 1) & IpNetwork.All(network.Width);
        return address != 0 && network.Contains(address) ? new IpNetwork(address, network.Width, length) : null;
    }
}
