using System.Globalization;
using System.Numerics;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Collections.Network;

/// <summary>The <c>ipaddr</c> filter: tells whether a value is an address or network, and answers questions about it.</summary>
internal static class AddressFilter
{
    /// <param name="value">Text, a number, or a list of them: of a list, those that fit are kept.</param>
    /// <param name="query">A question by name, a network that the value must be in, or a place in the network.</param>
    /// <param name="version">4 or 6 where only that will do, else 0.</param>
    /// <param name="alias">The filter's name in messages.</param>
    public static object? Apply(object? value, string query, int version = 0, string alias = "ipaddr")
    {
        if (value is Undefined undefined) throw undefined.Fault();
        if (value is PyList or PyTuple or PyIterator) return new PyList(PyValues.Iterate(value).Select(item => Apply(item, query, version)).Where(PyValues.Truth));
        if (!PyValues.Truth(value) || value is true || Read(value, version) is not { } subject) return PyBoolean.False;

        var within = query.Length > 0 && !AddressQueries.IsKnown(query) && !query.All(char.IsAsciiDigit) ? AsNetwork(query) : null;
        if (version != 0 && subject.Network.Version != version) return PyBoolean.False;
        if (within is not null) return subject.Network.IsIn(within) ? subject.Value : null;
        if (AddressQueries.IsKnown(query)) return AddressQueries.Answer(query, subject);
        return Place(subject, query) ?? throw TemplatingException.Filter($"{alias}: unknown filter type: {query}");
    }

    /// <summary>The subject of a value, or null where it is no address.</summary>
    public static AddressQueries.Subject? Read(object? value, int version = 0)
    {
        var text = PyText.Str(value);
        if (text.Length > 0 && text.All(char.IsAsciiDigit)) return OfNumber(BigInteger.Parse(text, CultureInfo.InvariantCulture), version);
        if (IpNetwork.Parse(text) is { } network) return new AddressQueries.Subject(network, text.Contains('/', StringComparison.Ordinal), value);

        // A number with a prefix.
        if (text.Split('/') is not [var address, var prefix] || !address.All(char.IsAsciiDigit) || !int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)) return null;
        var number = BigInteger.Parse(address, CultureInfo.InvariantCulture);
        var found = IpNetwork.Of(number, 4, bits) ?? IpNetwork.Of(number, 6, bits);
        return found is null ? null : new AddressQueries.Subject(found, true, found.ToString());
    }

    private static AddressQueries.Subject? OfNumber(BigInteger number, int version)
    {
        var network = (version == 6 ? null : IpNetwork.Of(number, 4, 32)) ?? IpNetwork.Of(number, 6, 128);
        return network is null ? null : new AddressQueries.Subject(network, false, network.ToString());
    }

    private static IpNetwork? AsNetwork(string query) => Read(query)?.Network;

    private static object? Place(AddressQueries.Subject subject, string query)
    {
        if (!double.TryParse(query.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out _)) return null;
        var network = subject.Network;
        if (network.Size.IsOne) return subject.IsNetwork ? network.ToString() : network.Address;
        if (!BigInteger.TryParse(query.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place) || network.At(place) is not { } address) return PyBoolean.False;
        return string.Create(CultureInfo.InvariantCulture, $"{network.Written(address)}/{network.Prefix}");
    }
}
