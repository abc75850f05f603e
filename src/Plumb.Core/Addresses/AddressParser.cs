using System.Diagnostics.CodeAnalysis;

namespace Plumb.Core.Addresses;

/// <summary>
/// Reads addresses as people write them on a command line and as states hold them:
/// <c>module.a[0].module.b["k"].data.type.name[1]</c>. Blanks may stand between the words.
/// </summary>
public static class AddressParser
{
    private const string ResourceForm = "A resource is written with its type and its name, as in \"type.name\".";

    /// <summary>What a target may name: a module instance, a resource, or an instance.</summary>
    public static bool TryParseTarget(string text, out ParsedAddress address, [NotNullWhen(false)] out AddressError? error)
    {
        var scanner = new AddressScanner(text);
        var module = ReadModules(ref scanner);
        address = scanner.IsAtEnd && !module.IsRoot ? new ParsedAddress(module, null, InstanceKey.None) : ReadResource(ref scanner, module);
        error = scanner.Error;
        return error is null;
    }

    public static bool TryParseModule(string text, out ModuleInstanceAddress module, [NotNullWhen(false)] out AddressError? error)
    {
        var scanner = new AddressScanner(text);
        module = ReadModules(ref scanner);
        if (!scanner.IsAtEnd || module.IsRoot) scanner.Fail("The address of a module is required: \"module.name\", each name with an instance key in brackets if it needs one.");
        error = scanner.Error;
        return error is null;
    }

    /// <summary>One instance of a resource; without a key, the instance that has none.</summary>
    public static bool TryParseInstance(string text, [NotNullWhen(true)] out ResourceInstanceAddress? address, [NotNullWhen(false)] out AddressError? error) =>
        TryParseInstance(new AddressScanner(text), out address, out error);

    /// <summary>The same as plans keep it, where <c>[*]</c> stands for instances that are not known yet.</summary>
    public static bool TryParsePlanned(string text, [NotNullWhen(true)] out ResourceInstanceAddress? address, [NotNullWhen(false)] out AddressError? error) =>
        TryParseInstance(new AddressScanner(text, allowsAny: true), out address, out error);

    private static bool TryParseInstance(AddressScanner scanner, [NotNullWhen(true)] out ResourceInstanceAddress? address, [NotNullWhen(false)] out AddressError? error)
    {
        var module = ReadModules(ref scanner);
        var parsed = ReadResource(ref scanner, module);
        error = scanner.Error;
        address = error is null && parsed.Resource is { } resource ? new ResourceAddress(module, resource).Instance(parsed.Key) : null;
        return address is not null;
    }

    /// <summary>
    /// <c>module.a.provider["host/namespace/type"].alias</c>, the modules without keys; also the form of states from before
    /// providers had namespaces, <c>provider.aws.alias</c>.
    /// </summary>
    public static bool TryParseProviderConfig(string text, [NotNullWhen(true)] out ProviderConfigAddress? address, [NotNullWhen(false)] out AddressError? error)
    {
        var parsed = TryParseProviderInstance(text, out address, out var key, out error);
        if (!parsed || key.IsNone) return parsed;
        (address, error) = (null, new AddressError("Nothing can follow the alias of a provider configuration.", 0, text.Length));
        return false;
    }

    /// <summary>The same with the key of an instance after it, where the configuration has for_each: <c>provider["…"].alias["key"]</c>.</summary>
    public static bool TryParseProviderInstance(string text, [NotNullWhen(true)] out ProviderConfigAddress? address, out InstanceKey key, [NotNullWhen(false)] out AddressError? error)
    {
        var scanner = new AddressScanner(text);
        var module = ReadModules(ref scanner);
        if (module.HasKeys) scanner.Fail("A provider is configured for all instances of a module, so no instance key can follow the module's name.");
        if (scanner.ReadName("the word \"provider\"") != "provider") scanner.Fail("After the module there must be \"provider\" and the provider's address.");
        var provider = scanner.TryRead('.') ? ProviderAddress.FromBefore013(scanner.ReadName("the name of a provider")) : ReadProvider(ref scanner);
        var alias = scanner.TryRead('.') ? scanner.ReadName("the alias of a provider configuration") : null;
        key = alias is null ? InstanceKey.None : scanner.ReadKey();
        if (!scanner.IsAtEnd) scanner.Fail("Nothing can follow the alias of a provider configuration but the key of an instance.");
        error = scanner.Error;
        address = error is null && provider is not null ? new ProviderConfigAddress(module.Module, provider, alias) : null;
        return address is not null;
    }

    /// <summary><c>[host/][namespace/]type</c>; one part alone is an official provider.</summary>
    public static bool TryParseProvider(string text, [NotNullWhen(true)] out ProviderAddress? address)
    {
        var parts = text.ToLowerInvariant().Split('/');
        address = !Array.TrueForAll(parts, IsProviderPart) ? null : parts.Length switch
        {
            1 => ProviderAddress.Official(parts[0]),
            2 => new ProviderAddress(ProviderAddress.DefaultHost, parts[0], parts[1]),
            3 => new ProviderAddress(parts[0], parts[1], parts[2]),
            _ => null,
        };
        return address is not null;
    }

    /// <summary>Leaves the scanner at the name after the modules, if there is one; the dot in between has been read.</summary>
    private static ModuleInstanceAddress ReadModules(ref AddressScanner scanner)
    {
        var module = ModuleInstanceAddress.Root;
        while (scanner.PeekName() == "module")
        {
            scanner.ReadName("");
            scanner.ReadDot("After \"module\" there must be a dot and the name of a module.");
            var name = scanner.ReadName("the name of a module");
            module = module.Child(name, scanner.ReadKey());
            if (!scanner.IsAtEnd) scanner.ReadDot("After a module there must be a dot, or an instance key in square brackets.");
        }
        return module;
    }

    private static ParsedAddress ReadResource(ref AddressScanner scanner, ModuleInstanceAddress module)
    {
        var mode = scanner.PeekName() switch
        {
            "data" => ResourceMode.Data,
            "ephemeral" => ResourceMode.Ephemeral,
            "list" => ResourceMode.List,
            "action" => ResourceMode.Action,
            _ => ResourceMode.Managed,
        };
        if (mode != ResourceMode.Managed || scanner.PeekName() == "resource")
        {
            scanner.ReadName("");
            scanner.ReadDot(ResourceForm);
        }
        var type = scanner.ReadName("the name of a resource type");
        scanner.ReadDot(ResourceForm);
        var name = scanner.ReadName("the name of a resource");
        var key = scanner.ReadKey();
        if (!scanner.IsAtEnd) scanner.Fail(key.IsNone ? "An instance key is written in square brackets." : "Nothing can follow the address of a resource instance.");
        return new ParsedAddress(module, new ResourceName(mode, type, name), key);
    }

    private static ProviderAddress? ReadProvider(ref AddressScanner scanner)
    {
        var key = scanner.ReadKey();
        if (key.IsString && TryParseProvider(key.Text, out var provider)) return provider;
        scanner.Fail("After \"provider\" there must be the provider's address in brackets and quotes, as in provider[\"registry.terraform.io/hashicorp/random\"].");
        return null;
    }

    private static bool IsProviderPart(string part) => part.Length > 0 && part.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}
