using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Networks;

/// <summary>Ranges of addresses between configuration and engine.</summary>
internal static class AddressPools
{
    public static IReadOnlyList<AddressPool>? ToEngine(List<AddressPoolModel>? pools) => pools is not { Count: > 0 } ? null :
    [
        .. pools.Select(p => new AddressPool { Subnet = p.Subnet, IPRange = p.IpRange, Gateway = p.Gateway, AuxiliaryAddresses = p.AuxAddress }),
    ];

    public static List<AddressPoolModel> FromEngine(IReadOnlyList<AddressPool>? pools) =>
    [
        .. (pools ?? []).Select(p => new AddressPoolModel
        {
            Subnet = Filled(p.Subnet),
            IpRange = Filled(p.IPRange),
            Gateway = Filled(p.Gateway),
            AuxAddress = p.AuxiliaryAddresses is { Count: > 0 } addresses ? new Dictionary<string, string>(addresses) : null,
        }),
    ];

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
