using System.Diagnostics.CodeAnalysis;

namespace Plumb.Core.Addresses;

/// <summary>One configuration of a provider in a module of the configuration; the alias tells several apart.</summary>
public sealed record ProviderConfigAddress(ModuleAddress Module, ProviderAddress Provider, string? Alias)
{
    /// <summary>
    /// Reads what <see cref="ToString"/> writes, and the form of states from before providers had namespaces,
    /// <c>provider.aws.alias</c>. The module's calls have no instance keys.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProviderConfigAddress? address, [NotNullWhen(false)] out AddressError? error)
    {
        address = null;
        var scanner = new AddressScanner(text);
        var module = ModuleAddress.Root;
        foreach (var instance in AddressParser.ReadModules(ref scanner).Path())
        {
            if (!instance.Key.IsNone) scanner.Fail("A provider is configured for all instances of a module, so no instance key can follow the module's name.");
            module = instance.Module;
        }
        if (scanner.ReadName("the word \"provider\"") != "provider") scanner.Fail("After the module there must be \"provider\" and the provider's address.");
        var provider = scanner.TryRead('.') ? ProviderAddress.FromBefore013(scanner.ReadName("the name of a provider")) : ReadProvider(ref scanner);
        var alias = scanner.TryRead('.') ? scanner.ReadName("the alias of a provider configuration") : null;
        if (!scanner.IsAtEnd) scanner.Fail("Nothing can follow the alias of a provider configuration.");
        error = scanner.Error;
        if (error is null) address = new ProviderConfigAddress(module, provider, alias);
        return address is not null;
    }

    /// <summary>As in a state: <c>module.a.provider["registry.terraform.io/hashicorp/random"].alias</c>.</summary>
    public override string ToString() =>
        (Module.IsRoot ? "" : Module + ".") + $"provider[\"{Provider}\"]" + (Alias is null ? "" : "." + Alias);

    private static ProviderAddress ReadProvider(ref AddressScanner scanner)
    {
        var key = scanner.ReadKey();
        if (key.IsString && ProviderAddress.TryParse(key.Text, out var provider)) return provider;
        scanner.Fail("After \"provider\" there must be the provider's address in brackets and quotes, as in provider[\"registry.terraform.io/hashicorp/random\"].");
        return ProviderAddress.BuiltinTerraform;
    }
}
